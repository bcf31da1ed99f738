using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>Checks the values of a follow-up plan, beyond its format.</summary>
internal sealed class FollowUpChecks(string file, IReadOnlyDictionary<string, int> lines, IReadOnlyDictionary<string, Limit> limits)
{
    private const string BeforeAppointment = "appointment - ";

    public IEnumerable<ValidationError> Check(IReadOnlyList<FollowUpStep> steps)
    {
        var codes = new HashSet<string>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var path = string.Create(CultureInfo.InvariantCulture, $"steps[{i}]");
            if (!Codes.IsCode(step.Code)) yield return At($"{path}.code", $"\"{step.Code}\" is not a code: use lower-case words with hyphens.");
            else if (!codes.Add(step.Code)) yield return At($"{path}.code", $"Two steps have the code \"{step.Code}\".");
            if (step.After.StartsWith(BeforeAppointment, StringComparison.Ordinal))
            {
                foreach (var says in BeforeAppointmentErrors(step)) yield return At($"{path}.after", says);
            }
            else if (!IsAfter(step.After)) yield return At($"{path}.after", NotATime(step.After));
            if (step.Every is { } every && !IsSpan(every)) yield return At($"{path}.every", NotATime(every));
            if (step.UsefulFor is { } useful && !IsSpan(useful)) yield return At($"{path}.usefulFor", NotATime(useful));
            if (step.Times is < 1 or > 100) yield return At($"{path}.times", "\"times\" has to be between 1 and 100.");
            else if (step.Times > 1 && step.Every is null) yield return At($"{path}.times", "A step that happens more than once needs \"every\".");
            if (step.FromOffer < 1) yield return At($"{path}.fromOffer", "\"fromOffer\" has to be 1 or more: 2 leaves a referral's first offer out.");
            else if (step.FromOffer > 1 && step.Trigger != Trigger.OfferMade)
                yield return At($"{path}.fromOffer", "\"fromOffer\" is for steps whose \"trigger\" is \"offer-made\".");
            if (step.Message is { } message && !Codes.IsCode(message)) yield return At($"{path}.message", $"\"{message}\" is not the code of a message.");
        }
    }

    private static IEnumerable<string> BeforeAppointmentErrors(FollowUpStep step)
    {
        if (!IsSpan(step.After[BeforeAppointment.Length..]))
            yield return $"\"{step.After}\" is not a time before an appointment: write \"appointment - P1D\" or \"appointment - 2 working days\".";
        if (step.Trigger is not (Trigger.AppointmentBooked or Trigger.AppointmentMoved))
            yield return "A time before an appointment is for steps whose \"trigger\" is \"appointment-booked\" or \"appointment-moved\".";
        if (step.Every is not null) yield return "A step before an appointment happens once: remove \"every\", and add another step.";
    }

    private bool IsAfter(string text)
    {
        if (!text.StartsWith("limit:", StringComparison.Ordinal)) return Delay.TryParse(text, out _);
        var parts = text["limit:".Length..].Split(" - ", 2);
        return IsLengthOfTime(parts[0]) && (parts.Length == 1 || IsSpan(parts[1]));
    }

    // An age or a time out of work is no length of time that a step can count from.
    private bool IsLengthOfTime(string limit) => LimitNames.IsLengthOfTime(limit) || (!LimitNames.All.Contains(limit) && limits.ContainsKey(limit));

    private static bool IsSpan(string text) => Delay.TryParse(text, out var delay) && !delay.IsAtOnce;

    private static string NotATime(string text) =>
        $"\"{text}\" is not a time: write days, weeks or months such as \"P3D\", \"P13W\" or \"P4M\", \"3 working days\", or for \"after\" also \"at once\" " +
        "or a length of support such as \"limit:weeksOfSupportInWork - P2W\".";

    private ValidationError At(string path, string says) => new(file, lines.TryGetValue(path, out var line) ? line : null, says);
}
