using System.Text.Json;
using WorkWell.TestKit;

namespace WorkWell.Architecture.Tests;

/// <summary>Each language has one word for one thing, whether a page, a message or the words of an area say it.</summary>
public sealed class WordListTests
{
    [Fact]
    public void Pages_messages_and_words_of_areas_use_the_agreed_words()
    {
        var languages = Directory.GetDirectories(Checkout.Path("config", "texts"));
        Assert.NotEmpty(languages);
        var wrong = from folder in languages
                    let language = Path.GetFileName(folder)
                    from avoided in Avoided(folder)
                    from file in TextsIn(folder, language)
                    where File.ReadAllText(file).Contains(avoided, StringComparison.Ordinal)
                    select $"{Path.GetRelativePath(Checkout.Root, file)}: {avoided}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_word_to_avoid_is_found_where_it_stands()
    {
        var avoided = Directory.GetDirectories(Checkout.Path("config", "texts")).SelectMany(Avoided).ToArray();
        Assert.True(avoided.Length > 8);
        Assert.All(avoided, word => Assert.False(string.IsNullOrWhiteSpace(word)));
    }

    [Fact]
    public void Dates_and_numerals_are_the_same_on_pages_and_in_messages()
    {
        foreach (var folder in Directory.GetDirectories(Checkout.Path("config", "texts")))
        {
            var language = Path.GetFileName(folder);
            using var ofPages = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "language.json")));
            using var ofMessages = JsonDocument.Parse(File.ReadAllText(Checkout.Path("config", "areas", "national", "templates", language, "language.json")));
            Assert.Equal(ofPages.RootElement.GetProperty("date").GetString(), ofMessages.RootElement.GetProperty("date").GetString());
            // Messages write 0 to 9, which phones, references and codes have in every language.
            Assert.False(ofPages.RootElement.TryGetProperty("digits", out _), language);
            var others = TextsIn(folder, language).Where(file => File.ReadAllText(file).Any(sign => char.IsDigit(sign) && !char.IsAsciiDigit(sign)));
            Assert.Empty(others);
        }
    }

    private static IEnumerable<string> Avoided(string folder) =>
        File.ReadAllLines(Path.Combine(folder, "words.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .SelectMany(line => line.Split('|')[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    // The record of reviews and the gallery of parts are read by nobody.
    private static IEnumerable<string> TextsIn(string folder, string language) =>
        Directory.EnumerateFiles(folder, "*.json").Where(file => Path.GetFileName(file) is not ("review.json" or "gallery.json"))
            .Concat(Directory.EnumerateDirectories(Checkout.Path("config", "areas")).Concat(Directory.EnumerateDirectories(Checkout.Path("plugins")))
                .Select(place => Path.Combine(place, "templates", language)).Where(Directory.Exists)
                .SelectMany(place => Directory.EnumerateFiles(place)).Where(file => Path.GetFileName(file) != "approvals.json"));
}
