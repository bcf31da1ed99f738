namespace WorkWell.Referrals.Tests;

/// <summary>Small numbers are hidden, and what is shown beside them does not give them away.</summary>
public sealed class SmallNumbersTests
{
    [Theory]
    [InlineData("20 30 40", "20 30 40")]
    [InlineData("20 3 40", "? <5 40")]
    [InlineData("20 0 40", "? <5 40")]
    [InlineData("20 2 1 40", "20 <5 <5 40")]
    [InlineData("7 4 4 40", "? <5 <5 40")]
    [InlineData("5 3 40", "? <5 40")]
    [InlineData("50 4", "? <5")]
    public void A_number_under_five_is_hidden_with_as_many_more_as_protect_it(string numbers, string shown) =>
        Assert.Equal(shown, Written(SmallNumbers.Hide(Read(numbers))));

    [Theory]
    [InlineData("1 1 1")]
    [InlineData("4 4")]
    [InlineData("0 0 0")]
    public void Where_even_the_total_would_give_them_away_nothing_is_shown(string numbers) => Assert.Null(SmallNumbers.Hide(Read(numbers)));

    // Whoever sees a table, knows the total and tries everything that fits, finds at least two values for each small number.
    [Fact]
    public void No_table_of_up_to_four_numbers_gives_a_small_one_away()
    {
        for (var i = 0; i < 10_000; i++)
        {
            int[] numbers = [i % 10, i / 10 % 10, i / 100 % 10, i / 1000];
            if (SmallNumbers.Hide(numbers) is not { } shown) continue;
            Assert.All(numbers.Select((number, at) => (number, at)).Where(one => one.number < SmallNumbers.Smallest), one =>
            {
                Assert.Null(shown[one.at].Number);
                Assert.True(Fitting(shown, numbers.Sum(), one.at).Count > 1, $"{string.Join(' ', numbers)}: {Written(shown)}");
            });
        }
    }

    [Theory]
    [InlineData("20 3 40", 40, "20 <5 40")]
    [InlineData("38 20", 40, "? 20")]
    [InlineData("40 36 35", 40, "40 ? 35")]
    public void A_number_that_nearly_everybody_shares_is_hidden_too(string numbers, int total, string shown) =>
        Assert.Equal(shown, Written(SmallNumbers.HideOverlapping(Read(numbers), total)));

    private static HashSet<int> Fitting(IReadOnlyList<ShownNumber> shown, int total, int at)
    {
        var rest = total - shown.Sum(one => one.Number ?? 0);
        var others = shown.Where((one, i) => one.Number is null && i != at).ToArray();
        return [.. Enumerable.Range(0, SmallNumbers.Smallest).Where(value => CanBe(others, rest - value))];

        static bool CanBe(ShownNumber[] hidden, int sum) => hidden.Length == 0 ? sum == 0
            : hidden[0].IsSmall ? Enumerable.Range(0, SmallNumbers.Smallest).Any(value => CanBe(hidden[1..], sum - value))
            : Enumerable.Range(SmallNumbers.Smallest, Math.Max(0, sum - SmallNumbers.Smallest + 1)).Any(value => CanBe(hidden[1..], sum - value));
    }

    private static int[] Read(string numbers) => [.. numbers.Split(' ').Select(int.Parse)];

    private static string Written(IReadOnlyList<ShownNumber>? shown) =>
        string.Join(' ', shown!.Select(one => one.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (one.IsSmall ? "<5" : "?")));
}
