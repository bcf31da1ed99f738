using Microsoft.AspNetCore.Http;
using WorkWell.TestKit;
using WorkWell.Ui.Contracts;
using WorkWell.Ui.Tests.Parts;

namespace WorkWell.Ui.Tests.Languages;

public sealed class TextTests
{
    private static readonly TextCatalogue Ours = TextCatalogue.Read(Checkout.Path("config", "texts"));

    [Fact]
    public void A_key_that_English_does_not_have_is_a_mistake() =>
        Assert.Contains("common.no-such-key", Assert.Throws<KeyNotFoundException>(() => In("gu")["common.no-such-key"]).Message, StringComparison.Ordinal);

    [Fact]
    public void Placeholders_are_filled_exactly()
    {
        Assert.Equal("Go to the WorkWell home page", In("en")["problems.go-home", ("service", "WorkWell")].Value);
        Assert.Throws<InvalidOperationException>(() => In("en")["problems.go-home"]);
        Assert.Throws<InvalidOperationException>(() => In("en")["problems.go-home", ("service", "WorkWell"), ("other", "x")]);
    }

    [Fact]
    public void A_Latin_name_is_isolated_in_a_page_and_in_plain_text()
    {
        var text = In("ar")["gallery.thanks", ("name", "Sam <b>O’Neill</b>")];
        Assert.Equal("شكرًا لك يا <bdi>Sam &lt;b&gt;O’Neill&lt;/b&gt;</bdi>", Dom.Print(text));
        Assert.Equal("شكرًا لك يا \u2068Sam <b>O’Neill</b>\u2069", text.Value);
    }

    [Theory]
    [InlineData("en", "7 September 2026", "2:30pm", "1,234,567")]
    [InlineData("gu", "7 સપ્ટેમ્બર 2026", "2:30 pm", "12,34,567")]
    [InlineData("ar", "7 سبتمبر 2026", "2:30 م", "1,234,567")]
    public void Dates_times_and_numbers_are_written_the_languages_way(string language, string date, string time, string number)
    {
        var texts = In(language);
        Assert.Equal((date, time, number), (texts.Date(new DateOnly(2026, 9, 7)).Value, texts.Time(new TimeOnly(14, 30)).Value, texts.Number(1234567).Value));
    }

    [Fact]
    public void Every_key_that_pages_and_code_name_is_there_in_every_language_we_ship()
    {
        var named = Sources().SelectMany(source => KeyNames.In(File.ReadAllText(source))).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(named.Length > 50, "The keys in the sources were not found.");
        Assert.All(Ours.Translations,
            translation => Assert.Empty(named.Where(key => translation == Ours.English || TextCatalogue.IsTranslated(key))
                .Where(key => !translation.Texts.ContainsKey(key)).Select(key => $"{translation.Language.Tag}: {key}")));
    }

    [Fact]
    public void Nothing_is_wrong_with_the_words_we_ship_and_each_translation_is_of_todays_English()
    {
        var review = TextReview.Read(Checkout.Path("config", "texts"));
        Assert.Empty(review.Faults);
        Assert.DoesNotContain(review.Check().Errors, finding => finding.State is TextState.Missing or TextState.OutOfDate);
    }

    internal static ITexts In(string language, TextCatalogue? catalogue = null)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.QueryString = new QueryString($"?lang={language}");
        return new RequestTexts(catalogue ?? Ours, new HttpContextAccessor { HttpContext = http });
    }

    private static IEnumerable<string> Sources() =>
        new[] { "modules", "host" }.SelectMany(folder => Directory.EnumerateFiles(Checkout.Path(folder), "*.cs*", SearchOption.AllDirectories))
        .Where(path => Path.GetExtension(path) is ".cs" or ".cshtml" && !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
