using System.Globalization;

namespace WorkWell.Casework;

/// <summary>The parts of an assessment, in the order of a conversation. The names are stored.</summary>
internal enum AssessmentSection
{
    /// <summary>The work that they have, or want.</summary>
    Work,

    /// <summary>What health does to their days.</summary>
    Health,

    /// <summary>Money, and people around them.</summary>
    SocialAndMoney,

    /// <summary>Where they live.</summary>
    Housing,

    /// <summary>Whom they care for.</summary>
    Caring,

    /// <summary>How sure they are that they can work.</summary>
    Confidence,

    /// <summary>What they are good at.</summary>
    Strengths,

    /// <summary>What is most in the way of work. The only one that has to be answered.</summary>
    MainBarrier,
}

/// <summary>A question of an assessment. Its code and those of its answers are stored.</summary>
/// <param name="Code">The code.</param>
/// <param name="Answers">The answers beside "not asked" and "did not want to say".</param>
internal sealed record AssessmentQuestion(string Code, IReadOnlyList<string> Answers)
{
    /// <summary>Nobody asked.</summary>
    public const string NotAsked = "not-asked";

    /// <summary>The person did not want to say.</summary>
    public const string NotSaid = "not-said";

    private const int LastHealthProblem = 18;

    /// <summary>How sure somebody is, from 0 to 10.</summary>
    public static AssessmentQuestion Confidence { get; } = new("confidence", Numbers(0, 10));

    /// <summary>The Labour Force Survey's list of health problems, as designed for reports of main barriers.</summary>
    public static AssessmentQuestion MainBarrier { get; } = new("main-barrier", [.. Numbers(1, LastHealthProblem).Select(number => "health-" + number)]);

    /// <summary>Whether it may be left unasked.</summary>
    public bool IsOptional => this != MainBarrier;

    /// <summary>The questions of a section; a section without any is told in words alone.</summary>
    public static IReadOnlyList<AssessmentQuestion> Of(AssessmentSection section) => section switch
    {
        AssessmentSection.Work => [new("work-now", ["in-work", "off-sick", "out-of-work"]), new("work-next", ["stay", "go-back", "other-job", "not-now"])],
        AssessmentSection.Health => [new("health-days", ["not", "little", "lot"]), new("health-treatment", ["has", "waits", "none"])],
        AssessmentSection.SocialAndMoney => [new("money", ["manages", "hardly", "not"]), new("people", ["yes", "no"])],
        AssessmentSection.Housing => [new("home", ["settled", "at-risk", "none"])],
        AssessmentSection.Caring => [new("caring", ["no", "some", "much"])],
        AssessmentSection.Confidence => [Confidence],
        AssessmentSection.MainBarrier => [MainBarrier],
        _ => [],
    };

    /// <summary>Whether a code is an answer to it.</summary>
    public bool Takes(string? answer) => answer is not null && (answer == NotSaid || (IsOptional && answer == NotAsked) || Answers.Contains(answer));

    private static string[] Numbers(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];
}

/// <summary>What is saved of one section.</summary>
internal sealed record SectionAnswers
{
    public required AssessmentSection Section { get; init; }

    /// <summary>Answers by question, as codes.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>What the person said, in words.</summary>
    public string? Words { get; init; }

    /// <summary>When it was saved last, and by whom.</summary>
    public DateTimeOffset SavedAt { get; init; }

    public string SavedBy { get; init; } = "";

    public required int Version { get; init; }

    /// <summary>The answer to a question; "not asked" to one that came later.</summary>
    public string AnswerTo(AssessmentQuestion question) => Answers.GetValueOrDefault(question.Code, AssessmentQuestion.NotAsked);

    /// <summary>Whether another says the same.</summary>
    public bool SaysAs(SectionAnswers other) =>
        Words == other.Words && AssessmentQuestion.Of(Section).All(question => AnswerTo(question) == other.AnswerTo(question));
}
