using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>Checks the questions of an area's settings.</summary>
internal sealed class QuestionSettingsChecks(
    Action<string, string> add, Action<string, string> checkText, Action<string, IReadOnlyList<string>, Func<string, bool>, string> checkEach)
{
    public void Check(IReadOnlyList<ExtraQuestion> questions)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            var (question, at) = (questions[i], string.Create(CultureInfo.InvariantCulture, $"questions[{i}]"));
            var isChoice = question.Kind is QuestionKind.One or QuestionKind.Several;
            if (isChoice && question.Options.Count < 2) add(at, $"The question \"{question.Code}\" is a choice and needs two options or more.");
            if (!isChoice && question.Options.Count > 0) add($"{at}.options", $"The question \"{question.Code}\" is no choice: leave its options out.");
            checkEach($"{at}.options", question.Options, Codes.IsCode, "is not a code: use lower-case words with hyphens");
            if (question.Fills is { } fact && FactIsYesNo(fact) && question.Kind != QuestionKind.YesNo)
                add($"{at}.fills", $"\"{StoredKeys<Fact>.Of(fact)}\" is a fact of yes or no, so the question has to be \"yes-no\".");
            if (question.Requires is not { } needs) continue;
            checkText($"{at}.requires.source", needs.Source);
            if (!question.DecidesEligibility)
                add($"{at}.requires", "A question with \"requires\" is asked before the answer: write \"decidesEligibility\": true.");
            if (question.Fills is not null) add($"{at}.requires", "The answer is kept as a national fact: use \"requirements\" for it.");
            if (question.Kind is QuestionKind.Number or QuestionKind.Words)
                add($"{at}.requires", "Only a question of \"yes-no\", \"one\" or \"several\" can require an answer.");
            else if (needs.Answers.Count == 0) add($"{at}.requires.answers", "List the answers that meet the criterion.");
            else checkEach($"{at}.requires.answers", needs.Answers, answer => question.Accepts(answer) && !answer.Contains(',', StringComparison.Ordinal),
                "is not an answer to this question");
        }
    }

    private static bool FactIsYesNo(Fact fact) => fact is not (Fact.LookingFor or Fact.Groups);
}
