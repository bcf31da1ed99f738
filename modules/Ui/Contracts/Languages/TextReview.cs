using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkWell.Ui.Contracts;

/// <summary>How the words of one key stand in one language.</summary>
public enum TextState
{
    /// <summary>Nobody has written them: English is shown.</summary>
    Missing,

    /// <summary>English has changed since they were written.</summary>
    OutOfDate,

    /// <summary>They are written and nobody has approved them, or they were changed after that.</summary>
    Drafted,

    /// <summary>A person has approved these words for this English.</summary>
    Approved,
}

/// <summary>One text that is not approved.</summary>
/// <param name="Language">The language's tag.</param>
/// <param name="Key">The key.</param>
/// <param name="State">How it stands.</param>
public sealed record TextFinding(string Language, string Key, TextState State);

/// <summary>How a language stands as a whole.</summary>
/// <param name="Language">The language.</param>
/// <param name="Texts">How many texts English has.</param>
/// <param name="Approved">How many of them are approved in this language.</param>
public sealed record LanguageStanding(Language Language, int Texts, int Approved);

/// <summary>
/// Which texts are missing, out of date or not approved, by language. What each translation was made from is kept beside it in <c>review.json</c>: a hash of
/// the English, and once a person has approved it, a hash of the words approved, by whom and when. Readers of the service never see any of it.
/// </summary>
public sealed class TextReview
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string folder;
    private readonly TextCatalogue catalogue;

    private TextReview(string folder, TextCatalogue catalogue)
    {
        this.folder = folder;
        this.catalogue = catalogue;
    }

    /// <summary>What is wrong with files of other languages than English, one line each. English stands in for what they cannot say.</summary>
    public IReadOnlyList<string> Faults => catalogue.Faults;

    /// <summary>Reads the folder of texts.</summary>
    /// <param name="folder">The folder <c>config/texts</c>.</param>
    /// <returns>The review.</returns>
    /// <exception cref="InvalidOperationException">English is missing or something in it is wrong.</exception>
    public static TextReview Read(string folder) => new(folder, TextCatalogue.Read(folder));

    /// <summary>Lists every text that is not approved in a language.</summary>
    /// <returns>The findings, and how each language stands.</returns>
    public (IReadOnlyList<TextFinding> Findings, IReadOnlyList<LanguageStanding> Standing) Check()
    {
        var findings = new List<TextFinding>();
        var standing = new List<LanguageStanding>();
        foreach (var translation in catalogue.Translations.Skip(1))
        {
            var entries = Entries(translation);
            var states = catalogue.English.Texts.Keys.Order(StringComparer.Ordinal).Select(key => new TextFinding(translation.Language.Tag, key, StateOf(translation, key, entries))).ToArray();
            findings.AddRange(states.Where(state => state.State != TextState.Approved));
            standing.Add(new LanguageStanding(translation.Language, states.Length, states.Count(state => state.State == TextState.Approved)));
        }
        return (findings, standing);
    }

    /// <summary>Notes that what a language has is a translation of the English of today.</summary>
    /// <param name="language">The language's tag.</param>
    /// <param name="file">Only the texts of one file, such as "safety"; null for all.</param>
    /// <param name="approval">Who approves the words and when; null to note only that they are up to date.</param>
    /// <returns>How many texts were noted.</returns>
    /// <exception cref="ArgumentException">There is no such language or file.</exception>
    public int Note(string language, string? file, (string By, DateOnly On)? approval)
    {
        var translation = catalogue.Translations.Skip(1).FirstOrDefault(found => found.Language.Tag == language)
            ?? throw new ArgumentException($"There is no language {language} to review in {folder}.", nameof(language));
        var keys = translation.Texts.Keys.Where(key => file is null || key.StartsWith(file + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        if (keys.Length == 0) throw new ArgumentException($"{language} has no texts in {file ?? "any file"}.", nameof(file));
        var entries = Entries(translation);
        foreach (var key in keys)
        {
            var (english, words) = (Hash(catalogue.English, key), Hash(translation, key));
            if (approval is { } given) entries[key] = new Entry(english, words, given.By, given.On);
            else if (StateOf(translation, key, entries) is not TextState.Approved) entries[key] = new Entry(english);
        }
        var kept = entries.Where(entry => translation.Texts.ContainsKey(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"  {JsonSerializer.Serialize(entry.Key)}: {JsonSerializer.Serialize(entry.Value, Format)}");
        // A line for each text, so that two people's reviews merge.
        File.WriteAllText(ReviewFile(translation), "{\n" + string.Join(",\n", kept) + "\n}\n");
        return keys.Length;
    }

    private TextState StateOf(Translation translation, string key, Dictionary<string, Entry> entries)
    {
        if (!translation.Texts.ContainsKey(key)) return TextState.Missing;
        if (!entries.TryGetValue(key, out var entry) || entry.English != Hash(catalogue.English, key)) return TextState.OutOfDate;
        return entry.ApprovedBy is not null && entry.Words == Hash(translation, key) ? TextState.Approved : TextState.Drafted;
    }

    private string ReviewFile(Translation translation) => Path.Combine(folder, translation.Language.Tag, "review.json");

    private Dictionary<string, Entry> Entries(Translation translation)
    {
        var file = ReviewFile(translation);
        return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, Entry>>(File.ReadAllBytes(file), Format)! : [];
    }

    private static string Hash(Translation translation, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(translation.Texts[key].Source)))[..8];

    private sealed record Entry(string English, string? Words = null, string? ApprovedBy = null, DateOnly? ApprovedOn = null);
}
