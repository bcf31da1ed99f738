using System.Globalization;
using System.Text.Json.Serialization;

namespace WorkWell.Areas.Sdk;

/// <summary>The shape of an answer.</summary>
public enum QuestionKind
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of the options.</summary>
    One,

    /// <summary>Any number of the options, stored with commas between their codes.</summary>
    Several,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Free words.</summary>
    Words,
}

/// <summary>A national fact that an area's own question may fill.</summary>
public enum Fact
{
    /// <summary><see cref="ReferralFacts.WantsPaidWork"/>.</summary>
    WantsPaidWork,

    /// <summary><see cref="ReferralFacts.RightToWork"/>.</summary>
    RightToWork,

    /// <summary><see cref="ReferralFacts.RegisteredWithGp"/>.</summary>
    RegisteredWithGp,

    /// <summary><see cref="ReferralFacts.EmployerHasOccupationalHealth"/>.</summary>
    EmployerHasOccupationalHealth,

    /// <summary><see cref="ReferralFacts.LookingFor"/>.</summary>
    LookingFor,

    /// <summary><see cref="ReferralFacts.Groups"/>: each option chosen is true; one that is not chosen stays unknown.</summary>
    Groups,
}

/// <summary>A question one area asks. Its words are in the area's templates, under its code, in each language.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Kind">The shape of the answer.</param>
public sealed record ExtraQuestion(string Code, QuestionKind Kind)
{
    /// <summary>The codes of the options, for a choice.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether it is asked before "can we help you?" is answered, because a rule uses it.</summary>
    public bool DecidesEligibility { get; init; }

    /// <summary>Whether it may be left unanswered. Unanswered is unknown, never "no".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool MayBeLeft { get; init; } = true;

    /// <summary>Doors at which it is asked. Empty: all.</summary>
    public IReadOnlyList<ReferralSource> ReferralSources { get; init; } = [];

    /// <summary>The national fact its answer fills; null: the answer is kept under the question's code in <see cref="ReferralFacts.Answers"/>.</summary>
    public Fact? Fills { get; init; }

    /// <summary>The answers that meet a criterion, for a question of the settings; null: none is needed. Its reason has the question's code.</summary>
    public AnswersRequired? Requires { get; init; }

    /// <summary>
    /// Whether the text is an answer to this question: "yes" or "no", a known option, known options with commas between, a whole number, any words.
    /// </summary>
    /// <param name="answer">The answer as it was given.</param>
    /// <returns>False for an option that is not on the list.</returns>
    public bool Accepts(string answer) => Kind switch
    {
        QuestionKind.YesNo => answer is "yes" or "no",
        QuestionKind.One => Options.Contains(answer),
        QuestionKind.Several => answer.Split(',').All(Options.Contains),
        QuestionKind.Number => int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    /// <summary>Adds the answer to the facts: to the fact it fills, else under its own code.</summary>
    /// <param name="facts">The facts so far.</param>
    /// <param name="answer">The answer; null or empty when the question was left.</param>
    /// <returns>The facts with the answer; the same facts for a question that was left.</returns>
    /// <exception cref="ArgumentException">The text is not an answer to this question.</exception>
    public ReferralFacts AddTo(ReferralFacts facts, string? answer)
    {
        if (string.IsNullOrEmpty(answer)) return facts;
        if (!Accepts(answer)) throw new ArgumentException($"'{Code}' does not take this answer.", nameof(answer));
        return Fills switch
        {
            Fact.WantsPaidWork => facts with { WantsPaidWork = answer == "yes" },
            Fact.RightToWork => facts with { RightToWork = answer == "yes" },
            Fact.RegisteredWithGp => facts with { RegisteredWithGp = answer == "yes" },
            Fact.EmployerHasOccupationalHealth => facts with { EmployerHasOccupationalHealth = answer == "yes" },
            Fact.LookingFor => facts with { LookingFor = answer },
            Fact.Groups => facts with { Groups = answer.Split(',').Select(group => KeyValuePair.Create(group, true)).Concat(facts.Groups)
            .DistinctBy(group => group.Key).ToDictionary() },
            _ => facts with { Answers = new Dictionary<string, string>(facts.Answers) { [Code] = answer } },
        };
    }
}

/// <summary>A criterion on the answer to a question.</summary>
/// <param name="Answers">The answers that meet it: "yes" or "no", or options; of several options one is enough.</param>
/// <param name="EvidenceLevel">How firmly it stands.</param>
/// <param name="Source">Who says so, and where.</param>
public sealed record AnswersRequired(
    IReadOnlyList<string> Answers, EvidenceLevel EvidenceLevel, string Source);

/// <summary>A randomised trial, as its register describes it.</summary>
public sealed record TrialDesign
{
    /// <summary>The trial register number.</summary>
    public required string Register { get; init; }

    /// <summary>The arms by code, with the share of each.</summary>
    public required IReadOnlyList<TrialArm> Arms { get; init; }

    /// <summary>Points at which outcomes are asked, as months after allocation.</summary>
    public required IReadOnlyList<int> OutcomeMonths { get; init; }

    /// <summary>Where it is said.</summary>
    public required string Source { get; init; }
}

/// <summary>One arm of a trial.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Share">Its part of the allocation, such as 1 of 1:1.</param>
public sealed record TrialArm(string Code, int Share)
{
    /// <summary>Whether a coach supports the people in it. Only an arm that says so gets a case: nobody of a control arm is coached by mistake.</summary>
    public bool GetsCoaching { get; init; }
}

/// <summary>A workforce programme with targets.</summary>
public sealed record ProgrammeDesign
{
    /// <summary>What it offers, by code.</summary>
    public required IReadOnlyList<ListEntry> Offers { get; init; }

    /// <summary>The groups it aims at, by code. A priority, never a wall.</summary>
    public required IReadOnlyList<ListEntry> Groups { get; init; }

    /// <summary>Its targets.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>The roles it fills first, each with the day it was agreed and by whom. Empty: not agreed yet.</summary>
    public IReadOnlyList<ListEntry> PriorityRoles { get; init; } = [];

    /// <summary>The roles that are hardest to recruit for, each with the day it was agreed and by whom. Empty: not agreed yet.</summary>
    public IReadOnlyList<ListEntry> HardestRoles { get; init; } = [];

    /// <summary>What it has undertaken to do that is not counted.</summary>
    public IReadOnlyList<ListEntry> Commitments { get; init; } = [];
}
