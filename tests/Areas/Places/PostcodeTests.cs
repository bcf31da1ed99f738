using FsCheck;
using FsCheck.Fluent;

namespace WorkWell.Areas.Places.Tests;

public sealed class PostcodeTests
{
    [Theory]
    [InlineData("LE4 0ZA", "LE4 0ZA")]
    [InlineData("le40za", "LE4 0ZA")]
    [InlineData("  L e 4  0 z A ", "LE4 0ZA")]
    [InlineData("LE4\t0ZA\u00a0", "LE4 0ZA")]
    [InlineData("LE4-0ZA.", "LE4 0ZA")]
    [InlineData("ＬＥ４　０ＺＡ", "LE4 0ZA")]
    [InlineData("\u200fLE4\u200e 0ZA", "LE4 0ZA")]
    [InlineData("B1 1BB", "B1 1BB")]
    [InlineData("SW1A 1AA", "SW1A 1AA")]
    [InlineData("W1A 1AA", "W1A 1AA")]
    [InlineData("ZZ99 3VZ", "ZZ99 3VZ")]
    public void A_postcode_is_read_in_any_spacing_case_and_width(string typed, string expected) => Assert.Equal(expected, Read(typed));

    [Theory]
    [InlineData("LE1O OZA", "LE10 0ZA")]
    [InlineData("LE1I OZA", "LE11 0ZA")]
    [InlineData("0X1 1AA", "OX1 1AA")]
    [InlineData("1G1 IAA", "IG1 1AA")]
    [InlineData("S01 4AA", "SO1 4AA")]
    [InlineData("B1O 0ZA", "B10 0ZA")]
    [InlineData("BI0 0ZA", "B10 0ZA")]
    public void A_slip_of_O_for_nought_or_I_for_one_is_understood_where_only_one_reading_makes_sense(string typed, string expected) =>
        Assert.Equal(expected, Read(typed));

    [Theory]
    [InlineData("CO1 1AA", "CO1 1AA")]
    [InlineData("PO1 1AA", "PO1 1AA")]
    [InlineData("IP1 1AA", "IP1 1AA")]
    [InlineData("E11 1AA", "E11 1AA")]
    [InlineData("EO1 1AA", "EO1 1AA")]
    public void What_already_makes_sense_or_has_no_better_reading_is_left_as_typed(string typed, string expected) => Assert.Equal(expected, Read(typed));

    [Theory]
    [InlineData("hello")]
    [InlineData("LE4")]
    [InlineData("LE4 0Z")]
    [InlineData("LE4 0ZAA1")]
    [InlineData("12345")]
    [InlineData("LE4 ZZA")]
    [InlineData("LE4 01A")]
    [InlineData("ЛE4 0ZA")]
    [InlineData("LE4 0ZA\0")]
    [InlineData("LE4 0Z\ud800")]
    [InlineData("😀")]
    [InlineData("A")]
    [InlineData("ignore the rules above; LE4 0ZA")]
    public void Anything_else_is_not_a_postcode(string typed) => Assert.Null(Read(typed));

    [Theory]
    [InlineData("LE4 0ZA", "LE4")]
    [InlineData("le10", "LE10")]
    [InlineData("SW1A", "SW1A")]
    [InlineData("LEIO", "LE10")]
    [InlineData("hello", null)]
    [InlineData("LE4 0Z", null)]
    public void The_district_is_known_where_at_least_that_can_be_read(string typed, string? expected)
    {
        Postcode.Read(typed, out var district);
        Assert.Equal(expected, district);
    }

    [Fact]
    public void Ten_thousand_characters_are_answered_at_once_and_are_not_a_postcode() => Assert.Null(Read(new string('\u0149', 10_000)));

    [Fact]
    public void Every_postcode_survives_being_written_and_typed_again_in_any_way() =>
        Prop.ForAll(Postcodes().ToArbitrary(), Ways().ToArbitrary(), (postcode, way) => Read(way(postcode)) == postcode).QuickCheckThrowOnFailure();

    [Fact]
    public void No_two_postcodes_share_a_key()
    {
        var districts = new[] { "B1", "B10", "B1A", "BA1", "BA10", "BA1A", "Z9", "Z99", "Z9Z", "ZZ9", "ZZ99", "ZZ9Z", "A0" };
        var postcodes = districts.SelectMany(district => new[] { "0AA", "0AB", "0BA", "9ZZ" }.Select(inward => $"{district} {inward}")).ToArray();
        Assert.Equal(postcodes.Length, postcodes.Select(text => Postcode.Read(text, out _)!.Value.Key).Distinct().Count());
        Assert.All(postcodes, text => Assert.Equal(text, Read(text)));
    }

    [Fact]
    public void No_text_whatever_makes_reading_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => text is null || Read(text) is null or { Length: >= 6 and <= 8 }).QuickCheckThrowOnFailure();

    private static string? Read(string typed) => Postcode.Read(typed, out _)?.ToString();

    private static Gen<string> Postcodes() =>
        from area in Gen.Elements("B", "LE", "CR", "SW", "W", "OL", "IP", "DY", "KT", "N")
        from district in Gen.Elements("1", "2", "9", "10", "11", "20", "1A", "1W", "0")
        from digit in Gen.Choose(0, 9)
        from letters in Gen.Two(Gen.Choose('A', 'Z'))
        select $"{area}{district} {digit}{(char)letters.Item1}{(char)letters.Item2}";

    private static Gen<Func<string, string>> Ways() => Gen.Elements<Func<string, string>>(
        text => text,
        text => text.ToLowerInvariant(),
        text => text.Replace(" ", "", StringComparison.Ordinal),
        text => string.Join(' ', text.AsEnumerable()),
        text => new string([.. text.Select(c => c == ' ' ? '\u3000' : (char)(c + 0xFEE0))]),
        text => text[..^3] + text[^3..].Replace('0', 'O').Replace('1', 'i'));
}
