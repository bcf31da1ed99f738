namespace WorkWell.Casework.Tests;

/// <summary>Scores and bands by the authors' rules, at each border.</summary>
public sealed class MeasureTests
{
    [Theory]
    [InlineData("Phq9", 0, "Minimal")]
    [InlineData("Phq9", 4, "Minimal")]
    [InlineData("Phq9", 5, "Mild")]
    [InlineData("Phq9", 9, "Mild")]
    [InlineData("Phq9", 10, "Moderate")]
    [InlineData("Phq9", 14, "Moderate")]
    [InlineData("Phq9", 15, "ModeratelySevere")]
    [InlineData("Phq9", 19, "ModeratelySevere")]
    [InlineData("Phq9", 20, "Severe")]
    [InlineData("Phq9", 27, "Severe")]
    [InlineData("Gad7", 0, "Minimal")]
    [InlineData("Gad7", 4, "Minimal")]
    [InlineData("Gad7", 5, "Mild")]
    [InlineData("Gad7", 9, "Mild")]
    [InlineData("Gad7", 10, "Moderate")]
    [InlineData("Gad7", 14, "Moderate")]
    [InlineData("Gad7", 15, "Severe")]
    [InlineData("Gad7", 21, "Severe")]
    public void A_score_has_its_band(string kind, int total, string band)
    {
        var measured = Enum.Parse<MeasureKind>(kind);
        // The answers that make the score: as many threes as fit, and the rest.
        var items = Enumerable.Range(0, Measure.QuestionsOf(measured)).Select(item => $"{Math.Clamp(total - 3 * item, 0, 3)}").ToArray();
        Assert.Equal(total, Measure.Add(items));
        Assert.Equal(band, Measure.BandOf(measured, total).ToString());
    }

    [Theory]
    [InlineData("not-asked")]
    [InlineData("not-said")]
    public void A_missing_answer_leaves_no_score_and_is_no_nought(string missing)
    {
        Assert.Null(Measure.Add(["3", "3", missing, "0"]));
        Assert.Equal(6, Measure.Add(["3", "3", "0", "0"]));
    }

    [Theory]
    [InlineData("Eq5dIndex")]
    [InlineData("Eq5dScale")]
    [InlineData("Swemwbs")]
    [InlineData("Other")]
    public void A_licensed_measure_has_no_band(string kind) => Assert.Null(Measure.BandOf(Enum.Parse<MeasureKind>(kind), 20));

    [Theory]
    [InlineData("Phq9", "0", 0)]
    [InlineData("Phq9", "1", 1)]
    [InlineData("Phq9", "3", 3)]
    [InlineData("Phq9", "not-said", 0)]
    [InlineData("Gad7", "3", 0)]
    public void Only_the_last_answer_of_PHQ_9_is_about_danger(string kind, string last, int danger)
    {
        var measured = Enum.Parse<MeasureKind>(kind);
        string[] items = [.. Enumerable.Repeat("3", Measure.QuestionsOf(measured) - 1), last];
        Assert.Equal(danger, new Measure { Id = default, Kind = measured, TakenOn = default, Items = items, Version = 1 }.Danger);
    }
}
