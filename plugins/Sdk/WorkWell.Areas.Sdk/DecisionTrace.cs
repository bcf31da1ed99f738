namespace WorkWell.Areas.Sdk;

/// <summary>The answer one rule gave.</summary>
public enum Answer
{
    /// <summary>The facts do not say.</summary>
    Unknown,

    /// <summary>The rule is met.</summary>
    Yes,

    /// <summary>The rule is not met.</summary>
    No,
}

/// <summary>One rule's line in a decision's trace.</summary>
/// <param name="Rule">The rule's code.</param>
/// <param name="Answer">What the facts said.</param>
/// <param name="EvidenceLevel">How firmly the rule stands.</param>
public readonly record struct TraceLine(string Rule, Answer Answer, EvidenceLevel EvidenceLevel);

/// <summary>Collects what each rule answered. One trace serves one decision.</summary>
public sealed class DecisionTrace
{
    private readonly List<TraceLine>? lines;

    private DecisionTrace(List<TraceLine>? lines) => this.lines = lines;

    /// <summary>A trace that keeps nothing, for decisions of which only the outcome matters.</summary>
    public static DecisionTrace None { get; } = new(null);

    /// <summary>A new trace that keeps every line.</summary>
    /// <returns>An empty trace.</returns>
    public static DecisionTrace Start() => new(new List<TraceLine>(12));

    /// <summary>The lines so far, in the order of the rules.</summary>
    public IReadOnlyList<TraceLine> Lines => lines ?? (IReadOnlyList<TraceLine>)[];

    internal bool IsKept => lines is not null;

    /// <summary>Adds a line.</summary>
    /// <param name="rule">The rule's code.</param>
    /// <param name="answer">What the facts said.</param>
    /// <param name="evidenceLevel">How firmly the rule stands.</param>
    public void Add(string rule, Answer answer, EvidenceLevel evidenceLevel) => lines?.Add(new TraceLine(rule, answer, evidenceLevel));
}
