using System.Collections.Frozen;
using System.Text.Json;

namespace WorkWell.Ui.Contracts;

/// <summary>A language and its texts.</summary>
internal sealed record Translation(Language Language, FrozenDictionary<string, TextTemplate> Texts);

/// <summary>
/// The texts of all languages, from <c>config/texts</c>. English must be complete. Invalid texts of other languages are replaced by English and listed in
/// <see cref="Faults"/>.
/// </summary>
internal sealed class TextCatalogue
{
    /// <summary>Files of a language folder that contain no texts.</summary>
    public static readonly string[] OtherFiles = ["language.json", "review.json"];

    /// <summary>The file of the pages for staff, who work in English.</summary>
    private const string OfStaff = "staff.";

    private readonly FrozenDictionary<string, Translation> byTag;

    private TextCatalogue(Translation english, IEnumerable<Translation> others, IReadOnlyList<string> faults)
    {
        English = english;
        Translations = [english, .. others.OrderBy(other => other.Language.EnglishName, StringComparer.Ordinal)];
        byTag = Translations.ToFrozenDictionary(translation => translation.Language.Tag, StringComparer.OrdinalIgnoreCase);
        Faults = faults;
        Languages = [.. Translations.Select(translation => translation.Language)];
    }

    public Translation English { get; }

    public IReadOnlyList<Translation> Translations { get; }

    public IReadOnlyList<Language> Languages { get; }

    /// <summary>Errors in languages other than English, one line each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Whether a text is translated at all: those for staff are in English only.</summary>
    public static bool IsTranslated(string key) => !key.StartsWith(OfStaff, StringComparison.Ordinal);

    public Translation? Find(string? tag) => tag is not null && byTag.TryGetValue(tag, out var found) ? found : null;

    /// <summary>Reads the folder of texts.</summary>
    /// <exception cref="InvalidOperationException">The English texts are missing or have an error.</exception>
    public static TextCatalogue Read(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, Language.Source)))
            throw new InvalidOperationException($"There is no folder {Path.Combine(folder, Language.Source)} with the English page texts.");
        var faults = new List<string>();
        var english = ReadLanguage(Path.Combine(folder, Language.Source), null, faults);
        if (english is null || faults.Count > 0) throw new InvalidOperationException("The English page texts are invalid. " + string.Join(" ", faults));
        var others = Directory.EnumerateDirectories(folder).Where(path => Path.GetFileName(path) != Language.Source).Order(StringComparer.Ordinal)
            .Select(path => ReadLanguage(path, english, faults)).OfType<Translation>().ToArray();
        return new TextCatalogue(english, others, faults);
    }

    private static Translation? ReadLanguage(string folder, Translation? english, List<string> faults)
    {
        var tag = Path.GetFileName(folder);
        try
        {
            var language = LanguageFile.Read(Path.Combine(folder, "language.json"), tag);
            var texts = new Dictionary<string, TextTemplate>(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(path => !OtherFiles.Contains(Path.GetFileName(path)))
                .Order(StringComparer.Ordinal))
            {
                ReadFile(file, tag, english, texts, faults);
            }
            return new Translation(language, texts.ToFrozenDictionary(StringComparer.Ordinal));
        }
        catch (Exception wrong) when (wrong is IOException or JsonException or FormatException)
        {
            faults.Add($"{tag}/language.json: {wrong.Message}");
            return null;
        }
    }

    private static void ReadFile(string file, string tag, Translation? english, Dictionary<string, TextTemplate> texts, List<string> faults)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        Dictionary<string, string> entries;
        try
        {
            entries = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file), JsonSerializerOptions.Strict) ?? [];
        }
        catch (JsonException wrong)
        {
            faults.Add($"{tag}/{name}.json: {wrong.Message}");
            return;
        }
        foreach (var (entry, words) in entries)
        {
            var key = $"{name}.{entry}";
            if (Check(key, words, english) is { } fault) faults.Add($"{tag}/{name}.json: {fault}");
            else texts[key] = TextTemplate.Parse(words);
        }
    }

    private static string? Check(string key, string? words, Translation? english)
    {
        if (string.IsNullOrWhiteSpace(words)) return $"{key} is empty. Leave out the entry until it has a text.";
        try
        {
            var template = TextTemplate.Parse(words);
            if (english is null) return null;
            if (!english.Texts.TryGetValue(key, out var source)) return $"{key} does not exist in English.";
            return source.Placeholders.Order(StringComparer.Ordinal).SequenceEqual(template.Placeholders.Order(StringComparer.Ordinal), StringComparer.Ordinal)
                ? null
                : $"{key} does not have the same placeholders as English: {string.Join(
                ", ", source.Placeholders.Select(placeholder => $"{{{placeholder}}}"))} are needed.";
        }
        catch (FormatException wrong)
        {
            return $"{key}: {wrong.Message}";
        }
    }
}
