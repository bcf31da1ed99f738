using WorkWell.Areas.Contracts;
using WorkWell.Areas.Examples;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>What an area's own questions, trial and programme have to hold.</summary>
internal static class QuestionChecks
{
    public static IEnumerable<ValidationError> Check(Area area, string shown)
    {
        foreach (var question in area.ExtraQuestions)
        {
            // Those of the settings have their lines already.
            if (area.Settings.Questions.Contains(question)) continue;
            if (!Codes.IsCode(question.Code)) yield return Wrong($"The question \"{question.Code}\" has no proper code: use lower-case words with hyphens.");
            if (question.Kind is QuestionKind.One or QuestionKind.Several && question.Options.Count < 2)
                yield return Wrong($"The question \"{question.Code}\" is a choice and has fewer than two options.");
            foreach (var option in question.Options.Where(option => !Codes.IsCode(option)))
                yield return Wrong($"The option \"{option}\" of the question \"{question.Code}\" has no proper code.");
        }
        foreach (var twice in area.ExtraQuestions.GroupBy(question => question.Code).Where(group => group.Count() > 1))
            yield return Wrong($"Two questions have the code \"{twice.Key}\".");

        foreach (var question in Unread(area))
            yield return Wrong($"The answer to \"{question}\" is required, but no rule of the area's code reads it: add NationalRules.Answers(settings).");

        if (area.Trial is { } trial
            && (trial.Arms.Count < 2 || trial.Arms.Any(arm => arm.Share < 1 || !Codes.IsCode(arm.Code)) || trial.Arms.DistinctBy(arm => arm.Code)
            .Count() != trial.Arms.Count))
            yield return Wrong("A trial needs at least two arms, each with a code of its own and a share above 0.");
        if (area.Programme is { } programme && programme.Offers.Concat(programme.Groups).Any(entry => !Codes.IsCode(entry.Code)))
            yield return Wrong("An offer or group of the programme has no proper code: use lower-case words with hyphens.");

        ValidationError Wrong(string says) => new(shown, null, says);
    }

    // An area's code lists its rules itself, and may have left out those of the settings.
    private static IEnumerable<string> Unread(Area area)
    {
        var required = area.Settings.Questions.Where(question => question.Requires is not null).Select(question => question.Code).ToArray();
        if (required.Length == 0) return [];
        var trace = DecisionTrace.Start();
        area.Eligibility.Decide(new ReferralFacts { ReceivedOn = ExampleColumns.UsualDay }, trace);
        return required.Except(trace.Lines.Select(line => line.Rule));
    }
}
