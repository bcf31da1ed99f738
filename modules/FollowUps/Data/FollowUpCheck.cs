using System.Text.RegularExpressions;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>
/// Checks that an area's plan can be carried out: messages exist, have the right recipient and all required fields, and no step comes before its trigger.
/// </summary>
internal sealed class FollowUpCheck : IAreaCheck
{
    public string Name => "follow-ups";

    public IEnumerable<ValidationError> Check(Area area, string configFolder)
    {
        var own = $"areas/{area.Code}/follow-ups.json";
        var file = "config/" + (File.Exists(Path.Combine(configFolder, own)) ? own : $"areas/{Area.National}/follow-ups.json");
        var lines = LinesOf(Path.Combine(configFolder, file["config/".Length..]));
        foreach (var step in area.Settings.FollowUps)
        {
            foreach (var error in Errors(step, area)) yield return new(file, LineOf(step.Code, lines), $"Step \"{step.Code}\": {error}");
        }
    }

    private static string[] LinesOf(string path) => File.Exists(path) ? RegularFile.ReadAllText(path).Split('\n') : [];

    // A step taken over from the national plan is not in the area's own file.
    private static int? LineOf(string step, string[] lines)
    {
        var at = Array.FindIndex(lines, line => Regex.IsMatch(line, $"\"code\"\\s*:\\s*\"{Regex.Escape(step)}\"", RegexOptions.CultureInvariant));
        return at < 0 ? null : at + 1;
    }

    private static IEnumerable<string> Errors(FollowUpStep step, Area area)
    {
        if (step.Message is null && step.Task is null) yield return "it has neither a message nor a task, so nothing would happen.";
        if (step.Task is not null && step.For != Recipient.AreaTeam) yield return "a task is for the area's team: write \"for\": \"area-team\".";
        if (step.Arms.Count > 0 && step.Trigger != Trigger.Allocated)
            yield return "arms are known only after allocation: \"arms\" goes with \"trigger\": \"allocated\".";
        foreach (var arm in step.Arms.Where(arm => area.Trial is not { } trial || trial.Arms.All(one => one.Code != arm)))
            yield return $"the area's trial has no arm \"{arm}\".";
        if (step.EndedBy.Contains(step.Trigger) && step.Trigger is not (Trigger.OfferMade or Trigger.AppointmentMoved))
            yield return $"its trigger \"{StoredKeys<Trigger>.Of(step.Trigger)}\" also stands in \"endedBy\", so it would end as it starts: remove it there.";
        if (!PlannedStep.IsAboutAppointment(step.Trigger) && step.EndedBy.Any(PlannedStep.EndsItsOwn))
            yield return "an appointment that is moved or called off ends only what is planned for that appointment: remove it from \"endedBy\".";
        if (ProblemOf(step, area) is { } problem) yield return problem;
    }

    private static string? ProblemOf(FollowUpStep step, Area area)
    {
        PlannedStep? planned;
        try
        {
            planned = PlannedStep.From(step, area.Settings.Limits);
        }
        catch (FormatException invalid)
        {
            return invalid.Message;
        }
        if (step.Message is null) return null;
        if (MessageTypes.Find(step.Message, area.Settings) is not { } type) return $"there is no message \"{step.Message}\".";
        if (type.For != step.For) return $"the message \"{step.Message}\" is for another recipient ({StoredKeys<Recipient>.Of(type.For)}).";
        return planned is not null && MessageFields.NeverKnown(type, planned) is { } field
            ? $"the message \"{step.Message}\" needs \"{field}\", which this step cannot fill in." : null;
    }
}
