using System.Globalization;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>What pages say of an assessment and of measures.</summary>
internal static class AssessmentWords
{
    /// <summary>The most letters of what is told in a section.</summary>
    public const int MaxWords = 4000;

    public static Text NameOf(ITexts texts, AssessmentSection section) => texts["staff.assess-" + StoredKeys<AssessmentSection>.Of(section)];

    public static Text AskOf(ITexts texts, AssessmentQuestion question) => texts["staff.assess-ask-" + question.Code];

    /// <summary>The words of an answer's code.</summary>
    public static Text AnswerOf(ITexts texts, AssessmentQuestion question, string answer)
    {
        if (answer is AssessmentQuestion.NotAsked or AssessmentQuestion.NotSaid) return texts["staff.assess-" + answer];
        if (question == AssessmentQuestion.MainBarrier) return CaseWords.BarrierOf(texts, answer);
        return question == AssessmentQuestion.Confidence ? texts.Number(int.Parse(answer, CultureInfo.InvariantCulture))
            : texts[$"staff.assess-{question.Code}-{answer}"];
    }

    /// <summary>Every answer that a question takes.</summary>
    public static IEnumerable<string> AnswersOf(AssessmentQuestion question) =>
    [
        .. question.IsOptional ? [AssessmentQuestion.NotAsked] : Array.Empty<string>(), .. question.Answers, AssessmentQuestion.NotSaid,
    ];

    /// <summary>What a measure is called.</summary>
    public static Text NameOf(ITexts texts, Measure measure) => measure.Name ?? NameOf(texts, measure.Kind);

    public static Text NameOf(ITexts texts, MeasureKind kind) => texts["staff.measure-" + StoredKeys<MeasureKind>.Of(kind)];

    /// <summary>The score with its band; without a score, what is missing.</summary>
    public static Text ScoreOf(ITexts texts, Measure measure)
    {
        if (measure.Total is not { } total)
        {
            var missing = measure.Items.Count(item => item is AssessmentQuestion.NotAsked or AssessmentQuestion.NotSaid);
            return measure.Items.Count == 1 ? texts["staff.assess-" + measure.Items[0]]
                : texts["staff.measure-no-total", ("missing", texts.Number(missing)), ("all", texts.Number(measure.Items.Count))];
        }
        var score = total.ToString("0.###", CultureInfo.InvariantCulture);
        return measure.Band is not { } band ? score
            : texts["staff.measure-banded", ("score", score), ("band", texts["staff.measure-band-" + StoredKeys<MeasureBand>.Of(band)])];
    }

    /// <summary>The words of an answer to a question of PHQ-9 or GAD-7.</summary>
    public static Text ItemOf(ITexts texts, string item) =>
        texts[item is AssessmentQuestion.NotAsked or AssessmentQuestion.NotSaid ? "staff.assess-" + item : "staff.measure-answer-" + item];

    /// <summary>What was done about an answer, and what was written of it.</summary>
    public static IEnumerable<Text> DoneOf(ITexts texts, SafetyItem item)
    {
        foreach (var step in item.Done) yield return texts["staff.safety-step-" + StoredKeys<SafetyStep>.Of(step)];
        if (item.Words is { } words) yield return words;
    }
}
