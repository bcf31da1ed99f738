using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A stored decision, complete enough to explain it years later and to replay it from the stored facts.</summary>
internal sealed record DecisionRecord
{
    public required EligibilityOutcome Outcome { get; init; }
    public required NextStep Next { get; init; }
    public IReadOnlyList<StoredReason> Reasons { get; init; } = [];
    public IReadOnlyList<StoredReason> Priorities { get; init; } = [];
    public IReadOnlyList<StoredReason> Advice { get; init; } = [];

    /// <summary>What each rule answered, such as "lives-in-area/yes/stated".</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];

    /// <summary>Services that fitted, best first.</summary>
    public IReadOnlyList<StoredRank> Ranked { get; init; } = [];

    /// <summary>Why no service fitted.</summary>
    public IReadOnlyList<StoredReason> Gaps { get; init; } = [];

    /// <summary>
    /// Other areas to try with the same facts: those that would have said yes, and the one that serves the home or practice while it has not said no.
    /// </summary>
    public IReadOnlyList<string> AlternativeAreas { get; init; } = [];

    /// <summary>The warnings the sender received.</summary>
    public IReadOnlyList<InputWarning> Notes { get; init; } = [];

    /// <summary>The hash of the files of the area's plugin that decided; null without one, and in older records.</summary>
    public string? PluginContent { get; init; }

    /// <summary>Whether the rules decided the same: outcome, reasons, priorities, advice and trace. Partners' capacity is no part of it.</summary>
    public bool SaysTheSameAs(DecisionRecord other) =>
        Outcome == other.Outcome && Same(Reasons, other.Reasons) && Same(Priorities, other.Priorities) && Same(Advice, other.Advice)
        && Trace.SequenceEqual(other.Trace);

    /// <summary>Outcome and codes on one line, with the trace where that is all that can differ.</summary>
    public string Summarise()
    {
        var parts = new[] { ("", Reasons), ("priority ", Priorities), ("advice ", Advice) }.SelectMany(
            part => part.Item2.Select(reason => part.Item1 + reason.Summarise()));
        return string.Join(", ", parts.Prepend(StoredKeys<EligibilityOutcome>.Of(Outcome))) + (Trace.Count > 0 ? $" [{string.Join(' ', Trace)}]" : "");
    }

    private static bool Same(IReadOnlyList<StoredReason> ones, IReadOnlyList<StoredReason> others) =>
        ones.Count == others.Count && ones.Zip(others).All(pair => pair.First.IsSameAs(pair.Second));

    public static IReadOnlyList<string> Lines(DecisionTrace trace) =>
        [.. trace.Lines.Select(line => $"{line.Rule}/{AnswerKey(line.Answer)}/{StandingKey(line.EvidenceLevel)}")];

    private static string AnswerKey(Answer answer) => answer switch { Answer.Yes => "yes", Answer.No => "no", _ => "unknown" };

    private static string StandingKey(EvidenceLevel evidenceLevel) =>
        evidenceLevel switch { EvidenceLevel.Stated => "stated", EvidenceLevel.Borrowed => "borrowed", _ => "not-stated" };
}

/// <summary>A stored reason: its code and the values in its text.</summary>
internal sealed record StoredReason(string Code, IReadOnlyDictionary<string, string>? Values)
{
    public Reason ToReason() => new(Code, Values);

    public bool IsSameAs(StoredReason other) =>
        Code == other.Code && (Values?.Count ?? 0) == (other.Values?.Count ?? 0)
        && (Values is null || Values.All(pair => other.Values!.TryGetValue(pair.Key, out var value) && value == pair.Value));

    public string Summarise() =>
        Values is null ? Code : $"{Code} ({string.Join(
        ' ', Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))})";

    public static IReadOnlyList<StoredReason> From(IReadOnlyList<Reason> reasons) =>
        reasons.Count == 0 ? [] : [.. reasons.Select(reason => new StoredReason(reason.Code, reason.Values.Count == 0 ? null : reason.Values))];
}

/// <summary>A stored service of a ranking.</summary>
internal sealed record StoredRank(string Service, string Organisation, int Score, IReadOnlyList<StoredReason> Reasons);
