using System.Globalization;

namespace WorkWell.Casework;

/// <summary>A measure of health or wellbeing. The names are stored.</summary>
internal enum MeasureKind
{
    /// <summary>Nine questions about depression.</summary>
    Phq9,

    /// <summary>Seven questions about anxiety.</summary>
    Gad7,

    /// <summary>EQ-5D: the index value. Licensed, so only the score is kept.</summary>
    Eq5dIndex,

    /// <summary>EQ-5D: the scale from 0 to 100. Licensed.</summary>
    Eq5dScale,

    /// <summary>The short Warwick-Edinburgh scale of mental wellbeing. Licensed.</summary>
    Swemwbs,

    /// <summary>Another measure, by its name and score.</summary>
    Other,
}

/// <summary>How bad a score says that it is. The names are those of the text keys.</summary>
internal enum MeasureBand
{
    /// <summary>Minimal.</summary>
    Minimal,

    /// <summary>Mild.</summary>
    Mild,

    /// <summary>Moderate.</summary>
    Moderate,

    /// <summary>Moderately severe; only of PHQ-9.</summary>
    ModeratelySevere,

    /// <summary>Severe.</summary>
    Severe,
}

/// <summary>One measure that was taken on one day.</summary>
/// <remarks>
/// Scores and bands are those of the authors. PHQ-9: Kroenke, Spitzer and Williams, "The PHQ-9: validity of a brief depression severity measure", Journal of
/// General Internal Medicine 2001, 16: 606-613. GAD-7: Spitzer, Kroenke, Williams and Löwe, "A brief measure for assessing generalized anxiety disorder",
/// Archives of Internal Medicine 2006, 166: 1092-1097. Both may be used by anybody without permission.
/// </remarks>
internal sealed record Measure
{
    /// <summary>A licensed measure that has a score.</summary>
    public const string Scored = "scored";

    /// <summary>The question of PHQ-9 about thoughts of being better off dead or of self-harm.</summary>
    public const string QuestionOfDanger = "9";

    private const int HighestAnswer = 3;

    public required Guid Id { get; init; }

    public required MeasureKind Kind { get; init; }

    /// <summary>The name of another measure.</summary>
    public string? Name { get; init; }

    public required DateOnly TakenOn { get; init; }

    /// <summary>What was answered: a number, "not asked" or "did not want to say".</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>The score; null while an answer is missing.</summary>
    public decimal? Total { get; init; }

    public string TakenBy { get; init; } = "";

    public required int Version { get; init; }

    /// <summary>What the score says; null without one, and for measures whose authors set no bands.</summary>
    public MeasureBand? Band => Total is { } total ? BandOf(Kind, total) : null;

    /// <summary>The answer to the last question of PHQ-9, that of danger; 0 where there is none.</summary>
    public int Danger => Kind == MeasureKind.Phq9 ? ValueOf(Items[^1]) ?? 0 : 0;

    /// <summary>The answers that a question may have, beside those that are none.</summary>
    public static IReadOnlyList<string> Numbers { get; } =
        [.. Enumerable.Range(0, HighestAnswer + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>How many questions it has here; none where only the score is kept.</summary>
    public static int QuestionsOf(MeasureKind kind) => kind switch { MeasureKind.Phq9 => 9, MeasureKind.Gad7 => 7, _ => 0 };

    /// <summary>The lowest and the highest score.</summary>
    public static (decimal Lowest, decimal Highest) RangeOf(MeasureKind kind) => kind switch
    {
        MeasureKind.Phq9 => (0, 27),
        MeasureKind.Gad7 => (0, 21),
        // Value sets differ by country; each lies between these.
        MeasureKind.Eq5dIndex => (-1, 1),
        MeasureKind.Eq5dScale => (0, 100),
        MeasureKind.Swemwbs => (7, 35),
        _ => (-9999, 9999),
    };

    /// <summary>Adds the answers up.</summary>
    /// <returns>The score; null where one is missing.</returns>
    public static decimal? Add(IEnumerable<string> items)
    {
        var values = items.Select(ValueOf).ToArray();
        return values.All(value => value is not null) ? values.Sum() : null;
    }

    /// <summary>The band of a score, by the authors' rules.</summary>
    public static MeasureBand? BandOf(MeasureKind kind, decimal total) => (kind, total) switch
    {
        (not (MeasureKind.Phq9 or MeasureKind.Gad7), _) => null,
        (_, < 5) => MeasureBand.Minimal,
        (_, < 10) => MeasureBand.Mild,
        (_, < 15) => MeasureBand.Moderate,
        (MeasureKind.Phq9, < 20) => MeasureBand.ModeratelySevere,
        _ => MeasureBand.Severe,
    };

    /// <summary>Whether another says the same.</summary>
    public bool SaysAs(Measure other) =>
        (Kind, Name, TakenOn, Total) == (other.Kind, other.Name, other.TakenOn, other.Total) && Items.SequenceEqual(other.Items);

    private static int? ValueOf(string item) => Numbers.Contains(item) ? int.Parse(item, CultureInfo.InvariantCulture) : null;
}
