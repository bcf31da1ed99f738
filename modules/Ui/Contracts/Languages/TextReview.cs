using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkWell.Ui.Contracts;

/// <summary>The review state of a text in one language.</summary>
public enum TextState
{
    /// <summary>Not translated; English is shown.</summary>
    Missing,

    /// <summary>The English has changed since the translation.</summary>
    OutOfDate,

    /// <summary>Translated, but not approved or changed since approval.</summary>
    Drafted,

    /// <summary>A person approved this text for this English.</summary>
    Approved,
}

/// <summary>A text that is not approved.</summary>
/// <param name="Language">The language's tag.</param>
/// <param name="Key">The key.</param>
/// <param name="State">The state.</param>
public sealed record TextFinding(string Language, string Key, TextState State);

/// <summary>A text of a language beside the English that it translates.</summary>
/// <param name="Key">The key.</param>
/// <param name="State">The state.</param>
/// <param name="English">The English.</param>
/// <param name="Words">The translation; null where it is missing.</param>
public sealed record TextBeside(string Key, TextState State, string English, string? Words);

/// <summary>The review state of a language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Texts">The number of English texts.</param>
/// <param name="Approved">The number of them approved in this language.</param>
public sealed record LanguageApprovalStatus(Language Language, int Texts, int Approved);

/// <summary>
/// Reports missing, outdated and unapproved texts by language. <c>review.json</c> beside each translation holds a hash of the English it was made from and,
/// once approved, a hash of the approved text, the approver and the date. None of it is shown to readers.
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

    /// <summary>Errors in the files of languages other than English, one line each. English is shown instead of the affected texts.</summary>
    public IReadOnlyList<string> Faults => catalogue.Faults;

    /// <summary>Reads the folder of texts.</summary>
    /// <param name="folder">The folder <c>config/texts</c>.</param>
    /// <returns>The review.</returns>
    /// <exception cref="InvalidOperationException">The English texts are missing or have an error.</exception>
    public static TextReview Read(string folder) => new(folder, TextCatalogue.Read(folder));

    /// <summary>Lists every unapproved text of a language.</summary>
    /// <returns>The findings, and the state of each language.</returns>
    public (IReadOnlyList<TextFinding> Errors, IReadOnlyList<LanguageApprovalStatus> Standing) Check()
    {
        var errors = new List<TextFinding>();
        var standing = new List<LanguageApprovalStatus>();
        foreach (var translation in catalogue.Translations.Skip(1))
        {
            var entries = Entries(translation);
            var states = catalogue.English.Texts.Keys.Where(TextCatalogue.IsTranslated).Order(StringComparer.Ordinal)
                .Select(key => new TextFinding(translation.Language.Tag, key, StateOf(translation, key, entries))).ToArray();
            errors.AddRange(states.Where(state => state.State != TextState.Approved));
            standing.Add(new LanguageApprovalStatus(translation.Language, states.Length, states.Count(state => state.State == TextState.Approved)));
        }
        return (errors, standing);
    }

    /// <summary>Every text of a language beside the English, by key.</summary>
    /// <param name="language">The language's tag.</param>
    /// <returns>The texts; none for English and for a language that there is not.</returns>
    public IReadOnlyList<TextBeside> Beside(string language)
    {
        if (catalogue.Translations.Skip(1).FirstOrDefault(found => found.Language.Tag == language) is not { } translation) return [];
        var entries = Entries(translation);
        return
        [
            .. catalogue.English.Texts.Where(text => TextCatalogue.IsTranslated(text.Key)).OrderBy(text => text.Key, StringComparer.Ordinal)
                .Select(text => new TextBeside(
                    text.Key, StateOf(translation, text.Key, entries), text.Value.Source, translation.Texts.GetValueOrDefault(text.Key)?.Source)),
        ];
    }

    /// <summary>Records that a language's translations match the current English.</summary>
    /// <param name="language">The language's tag.</param>
    /// <param name="file">Only the texts of one file, such as "safety"; null for all.</param>
    /// <param name="approval">The approver and the date; null to record only that they are up to date.</param>
    /// <returns>The number of texts recorded.</returns>
    /// <exception cref="ArgumentException">There is no such language or file.</exception>
    public int Note(string language, string? file, (string By, DateOnly On)? approval)
    {
        var translation = catalogue.Translations.Skip(1).FirstOrDefault(found => found.Language.Tag == language)
            ?? throw new ArgumentException($"There is no language {language} to review in {folder}.", nameof(language));
        var keys = translation.Texts.Keys.Where(key => file is null || key.StartsWith(file + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ToArray();
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
        // One line for each text, so that version control can merge two people's reviews.
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

    private static string Hash(Translation translation, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(translation.Texts[key].Source)))[..8];

    private sealed record Entry(string English, string? Words = null, string? ApprovedBy = null, DateOnly? ApprovedOn = null);
}
