using WorkWell.Communications.Texts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Texts;

public sealed class LanguageFactsTests
{
    private static readonly Communications.Templates.TemplateSet Shipped = Given.Library().Current;

    [Theory]
    [InlineData("en", "9 March 2026")]
    [InlineData("gu", "9 માર્ચ 2026")]
    [InlineData("ar", "9 مارس 2026")]
    public void Dates_are_written_in_the_languages_way_and_by_the_calendar_of_england(string language, string written)
    {
        Assert.Equal(written, Facts(language).Write(new DateOnly(2026, 3, 9)));
    }

    [Theory]
    [InlineData("en", "P1W", "1 week")]
    [InlineData("en", "P13W", "13 weeks")]
    [InlineData("en", "PT10M", "10 minutes")]
    [InlineData("en", "P4M", "4 months")]
    [InlineData("gu", "P13W", "13 અઠવાડિયાં")]
    [InlineData("gu", "P4M", "4 મહિના")]
    [InlineData("ar", "P1W", "أسبوع واحد")]
    [InlineData("ar", "P2W", "أسبوعين")]
    [InlineData("ar", "P8W", "8 أسابيع")]
    [InlineData("ar", "P13W", "13 أسبوعًا")]
    [InlineData("ar", "P100W", "100 أسبوع")]
    [InlineData("ar", "P102W", "102 أسبوع")]
    [InlineData("ar", "P103W", "103 أسابيع")]
    [InlineData("ar", "P4M", "4 أشهر")]
    [InlineData("ar", "P12M", "12 شهرًا")]
    [InlineData("ar", "PT10M", "10 دقائق")]
    public void Lengths_of_time_take_the_languages_plural(string language, string length, string written)
    {
        Assert.Equal(written, Facts(language).Write(LengthOfTime.Parse(length)!.Value));
    }

    [Fact]
    public async Task Plural_forms_are_those_of_unicode_in_every_language_that_icu_knows()
    {
        // One line for each language: its tag, and the form of each number.
        const string script = """
            const names = []; const az = [...'abcdefghijklmnopqrstuvwxyz'];
            for (const a of az) for (const b of az) { names.push(a + b); for (const c of az) names.push(a + b + c); }
            for (const tag of Intl.PluralRules.supportedLocalesOf(names)) {
              const rules = new Intl.PluralRules(tag);
              if (rules.resolvedOptions().locale !== tag) continue;
              console.log(tag + ' ' + [...Array(1200).keys(), 2000, 5000, 20000].map(n => rules.select(n)).join(' '));
            }
            """;
        var (exit, said) = await CommandLine.RunAsync("node", ["-e", script]);
        Assert.True(exit == 0, said);

        int[] numbers = [.. Enumerable.Range(0, 1200), 2000, 5000, 20_000];
        var known = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToArray();
        Assert.True(known.Length > 150, $"{known.Length} languages");
        Assert.All(known, line => Assert.Equal(line.Skip(1), numbers.Select(number => PluralRules.FormOf(line[0], number))));
        Assert.All(known, line => Assert.Subset(PluralRules.FormsOf(line[0]).ToHashSet(), line.Skip(1).ToHashSet()));
    }

    [Fact]
    public void A_language_needs_the_forms_that_it_has()
    {
        var (polish, errors) = Communications.Templates.LanguageFiles.ReadFacts(
            """{ "name": "Polski", "date": "d MMMM yyyy", "lengths": { "minute": { "one": "{n} minuta", "other": "{n} minut" } } }""", "pl");

        Assert.Null(polish);
        Assert.Equal("'lengths' needs 'minute' in the form 'few'.", Assert.Single(errors).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("13W")]
    [InlineData("P13")]
    [InlineData("PW")]
    [InlineData("P-1W")]
    [InlineData("P1.5W")]
    [InlineData("PT13W")]
    [InlineData("P1Y")]
    [InlineData("P99999999999W")]
    public void What_is_not_a_length_is_not_read_as_one(string text) => Assert.Null(LengthOfTime.Parse(text));

    private static LanguageFacts Facts(string language) => Shipped.FactsOf("national", language)!;
}
