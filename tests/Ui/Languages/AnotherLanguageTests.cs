using WorkWell.TestKit;
using WorkWell.Ui.Contracts;
using WorkWell.Ui.Tests.Parts;

namespace WorkWell.Ui.Tests.Languages;

/// <summary>A translator can add a language, and see what is left to translate, with files alone.</summary>
public sealed class AnotherLanguageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workwell-texts-").FullName;

    public AnotherLanguageTests()
    {
        foreach (var path in Directory.EnumerateFiles(Checkout.Path("config", "texts"), "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Checkout.Path("config", "texts"), path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Urdu_is_added_by_two_files_and_English_stands_in_marked_for_what_is_not_translated()
    {
        Write("ur", "language", """
            { "name": "اردو", "englishName": "Urdu", "direction": "rtl", "culture": "ur-PK",
              "date": "d MMMM yyyy", "time": "h:mm tt", "digits": "۰۱۲۳۴۵۶۷۸۹" }
            """);
        Write("ur", "safety", """{ "title": "ابھی مدد حاصل کریں" }""");
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Texts"] = folder });
        using var visit = new Visit(host);
        await visit.OpenAsync("/help-now");
        Assert.Contains("/help-now?lang=ur", visit.Page.QuerySelectorAll(".workwell-links a").Select(link => link.GetAttribute("href")));

        await visit.OpenAsync("/help-now?lang=ur");
        Assert.Equal(("ur", "rtl"), (visit.Page.DocumentElement.GetAttribute("lang"), visit.Page.DocumentElement.GetAttribute("dir")));
        Assert.Equal("ابھی مدد حاصل کریں", visit.Text("h1"));
        Assert.Contains("rtl", visit.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), StringComparison.Ordinal);
        var english = visit.Page.QuerySelector(".workwell-safety p span")!;
        Assert.Equal(("en", "ltr"), (english.GetAttribute("lang"), english.GetAttribute("dir")));
        Assert.StartsWith("You do not have to deal with this alone.", english.TextContent, StringComparison.Ordinal);

        Assert.Equal("۷ ستمبر ۲۰۲۶", TextTests.In("ur", TextCatalogue.Read(folder)).Date(new DateOnly(2026, 9, 7)).Value);
    }

    [Fact]
    public void What_is_missing_out_of_date_or_not_approved_is_listed_by_key()
    {
        Write("pl", "language",
            """{ "name": "polski", "englishName": "Polish", "direction": "ltr", "culture": "pl-PL", "date": "d MMMM yyyy", "time": "HH:mm" }""");
        Write("pl", "common", """{ "continue": "Dalej", "back": "Wstecz", "save": "Zapisz" }""");
        Assert.Equal(TextState.OutOfDate, StateOf("common.continue"));
        Assert.Equal(TextState.Missing, StateOf("common.yes"));

        Assert.Equal(3, TextReview.Read(folder).Note("pl", null, null));
        Assert.Equal(TextState.Drafted, StateOf("common.continue"));
        TextReview.Read(folder).Note("pl", "common", ("Maria Nowak", new DateOnly(2026, 11, 30)));
        Assert.Equal(TextState.Approved, StateOf("common.continue"));

        Change("en", "common", "Continue", "Go on");
        Assert.Equal(TextState.OutOfDate, StateOf("common.continue"));
        Change("pl", "common", "Wstecz", "Cofnij");
        Assert.Equal(TextState.Drafted, StateOf("common.back"));
        Assert.Equal(TextState.Approved, StateOf("common.save"));
        Assert.Contains("Maria Nowak", File.ReadAllText(Path.Combine(folder, "pl", "review.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_translators_mistake_costs_that_text_only()
    {
        Change("gu", "problems", "{seconds}", "{second}");
        Change("ar", "common", "\"متابعة\"", "\"متابعة\", \"not-in-english\": \"x\"");
        File.WriteAllText(Path.Combine(folder, "ar", "errors.json"), "{ not json");
        var catalogue = TextCatalogue.Read(folder);
        Assert.Equal(3, catalogue.Faults.Count);
        Assert.All(["gu/problems.json: problems.too-many-text", "ar/common.json: common.not-in-english", "ar/errors.json: "],
            fault => Assert.Contains(catalogue.Faults, found => found.StartsWith(fault, StringComparison.Ordinal)));
        Assert.Contains("lang=\"en\"", Dom.Print(TextTests.In("ar", catalogue)["errors.summary"]), StringComparison.Ordinal);
        Assert.Equal("متابعة", TextTests.In("ar", catalogue)["common.continue"].Value);
    }

    [Fact]
    public void Without_whole_English_words_nothing_starts()
    {
        Change("en", "common", "\"Continue\"", "\"\"");
        Assert.Contains("common.continue", Assert.Throws<InvalidOperationException>(() => TextCatalogue.Read(folder)).Message, StringComparison.Ordinal);
    }

    private TextState StateOf(string key) =>
        TextReview.Read(folder).Check().Errors.Where(finding => finding.Language == "pl" && finding.Key == key).Select(finding => (TextState?)finding.State)
        .SingleOrDefault() ?? TextState.Approved;

    private void Write(string language, string file, string json)
    {
        Directory.CreateDirectory(Path.Combine(folder, language));
        File.WriteAllText(Path.Combine(folder, language, file + ".json"), json);
    }

    private void Change(string language, string file, string from, string to)
    {
        var path = Path.Combine(folder, language, file + ".json");
        var before = File.ReadAllText(path);
        Assert.Contains(from, before, StringComparison.Ordinal);
        File.WriteAllText(path, before.Replace(from, to, StringComparison.Ordinal));
    }
}
