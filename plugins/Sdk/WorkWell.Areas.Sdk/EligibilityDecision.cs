using System.Collections.Frozen;

namespace WorkWell.Areas.Sdk;

/// <summary>The three answers to "can this area help?".</summary>
public enum EligibilityOutcome
{
    /// <summary>The area can help.</summary>
    Eligible,

    /// <summary>A person looks at it: something is not known, or is for the service to say.</summary>
    NeedsReview,

    /// <summary>The area cannot help, and says why.</summary>
    NotEligible,
}

/// <summary>A stable code for a reason. The words for it are in the area's templates, in each language.</summary>
public sealed record Reason
{
    private static readonly IReadOnlyDictionary<string, string> NoValues = FrozenDictionary<string, string>.Empty;

    /// <summary>Names a reason.</summary>
    /// <param name="code">Lower-case words with hyphens, such as "lives-elsewhere".</param>
    /// <param name="values">What the words may mention, by field name; null for none.</param>
    /// <exception cref="ArgumentException">The code is empty or not lower-case words with hyphens.</exception>
    public Reason(string code, IReadOnlyDictionary<string, string>? values = null)
    {
        if (!Codes.IsCode(code)) throw new ArgumentException($"'{code}' is not a code: use lower-case words with hyphens.", nameof(code));
        Code = code;
        Values = values ?? NoValues;
    }

    /// <summary>The code.</summary>
    public string Code { get; }

    /// <summary>What the words may mention, by field name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }
}

/// <summary>What was decided and why. A decision that does not say yes always carries a reason.</summary>
public sealed record EligibilityDecision
{
    private static readonly EligibilityDecision PlainYes = new(EligibilityOutcome.Eligible, [], [], []);

    private EligibilityDecision(EligibilityOutcome outcome, IReadOnlyList<Reason> reasons, IReadOnlyList<Reason> priorities, IReadOnlyList<Reason> advice)
    {
        Outcome = outcome;
        Reasons = reasons;
        Priorities = priorities;
        Advice = advice;
    }

    /// <summary>The answer.</summary>
    public EligibilityOutcome Outcome { get; }

    /// <summary>Why not, or what has to be checked. Empty only when the outcome is eligible.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    /// <summary>Why this referral goes first, if it does. Never changes the outcome.</summary>
    public IReadOnlyList<Reason> Priorities { get; init; }

    /// <summary>What to tell the person or referrer besides the answer (for example: use occupational health first). Never changes the outcome.</summary>
    public IReadOnlyList<Reason> Advice { get; init; }

    /// <summary>The area can help.</summary>
    /// <returns>A decision without reasons.</returns>
    public static EligibilityDecision Eligible() => PlainYes;

    /// <summary>The area cannot help.</summary>
    /// <param name="reasons">At least one.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public static EligibilityDecision NotEligible(params IReadOnlyList<Reason> reasons) => new(EligibilityOutcome.NotEligible, AtLeastOne(reasons), [], []);

    /// <summary>A person has to look at it.</summary>
    /// <param name="reasons">At least one.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public static EligibilityDecision NeedsReview(params IReadOnlyList<Reason> reasons) => new(EligibilityOutcome.NeedsReview, AtLeastOne(reasons), [], []);

    internal static EligibilityDecision Of(
        EligibilityOutcome outcome, IReadOnlyList<Reason> reasons, IReadOnlyList<Reason> priorities, IReadOnlyList<Reason> advice) =>
        new(outcome, reasons, priorities, advice);

    private static IReadOnlyList<Reason> AtLeastOne(IReadOnlyList<Reason> reasons) =>
        reasons.Count > 0 ? reasons : throw new ArgumentException("A decision that does not say yes needs a reason.", nameof(reasons));
}
