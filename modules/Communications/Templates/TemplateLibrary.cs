using Microsoft.Extensions.Logging;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Texts;
using WorkWell.Platform;

namespace WorkWell.Communications.Templates;

/// <summary>
/// Reads the texts under config/areas. An invalid file is reported by name and line, and its last good version stays in use.
/// </summary>
internal sealed partial class TemplateLibrary
{
    private const int MaxBytes = 512 * 1024;

    private readonly string areasFolder;
    private readonly Func<TemplateFile, string?> rehearse;
    private readonly ILogger<TemplateLibrary> log;
    private readonly Lock reading = new();
    private Dictionary<string, Kept> kept = [];
    private IReadOnlyDictionary<string, string> remembered = new Dictionary<string, string>();
    private volatile TemplateSet current;

    /// <param name="areasFolder">The folder config/areas.</param>
    /// <param name="rehearse">Returns the error that would stop a template's message, or null.</param>
    /// <param name="log">Receives invalid files.</param>
    public TemplateLibrary(string areasFolder, Func<TemplateFile, string?> rehearse, ILogger<TemplateLibrary> log)
    {
        this.areasFolder = areasFolder;
        this.rehearse = rehearse;
        this.log = log;
        current = Read();
    }

    /// <summary>The current texts.</summary>
    public TemplateSet Current => current;

    /// <summary>The folder config/areas.</summary>
    public string Folder => areasFolder;

    /// <summary>Raised after a reload.</summary>
    public event EventHandler? Changed;

    /// <summary>Reads changed files.</summary>
    public TemplateSet Reload()
    {
        current = Read();
        Changed?.Invoke(this, EventArgs.Empty);
        return current;
    }

    /// <summary>Supplies the last good versions from before this start, which replace files that are now invalid.</summary>
    /// <param name="sources">The sources, by file.</param>
    public void Recall(IReadOnlyDictionary<string, string> sources)
    {
        remembered = sources;
        Reload();
    }

    /// <summary>The last good version of each file, to be stored.</summary>
    public IReadOnlyList<(string File, string Source)> GoodSources()
    {
        lock (reading) return [.. kept.Where(file => file.Value.Source is not null).Select(file => (file.Key, file.Value.Source!))];
    }

    /// <summary>Reads the texts of another folder.</summary>
    public static TemplateSet ReadFolder(string areasFolder, Func<TemplateFile, string?> rehearse) =>
        new TemplateLibrary(areasFolder, rehearse, Microsoft.Extensions.Logging.Abstractions.NullLogger<TemplateLibrary>.Instance).Current;

    /// <summary>A file as last read: its hash, its last good version with that version's source, and its current errors.</summary>
    private sealed record Kept(string Hash, object? Good, string? Source, IReadOnlyList<TextValidationError> Errors);

    private TemplateSet Read()
    {
        lock (reading)
        {
            var now = new Dictionary<string, Kept>(kept.Count);
            var errors = new List<FileValidationError>();
            var texts = new List<LanguageTexts>();
            foreach (var place in Folders(areasFolder))
            {
                var own = ReadOwnMessages(place, now);
                foreach (var language in Folders(Path.Combine(areasFolder, place, "templates")))
                {
                    if (LanguageFacts.IsTag(language)) texts.Add(ReadLanguage(place, language, own, now, errors));
                    else Refuse(place, $"{place}/templates/{language}",
                        new(0, $"'{language}' is not the tag of a language: name the folder 'en', 'gu', 'pt-BR' or the like."), false, now, errors);
                }
            }
            foreach (var error in errors.Where(
                error => !kept.TryGetValue(error.File, out var before) || before.Hash != now[error.File].Hash
                || before.Good is null != now[error.File].Good is null))
                Refused(log, error.File, error.Line, error.Message, error.HasLastGood);
            kept = now;
            return new TemplateSet(texts, errors);
        }
    }

    // The messages an area adds in its settings decide which templates it may have. What is wrong with the settings is reported with them.
    private IReadOnlyList<OwnMessage> ReadOwnMessages(string place, Dictionary<string, Kept> now)
    {
        var (key, path) = ($"{place}/area.json", Path.Combine(areasFolder, place, "area.json"));
        if (!File.Exists(path)) return [];
        var entry = ReadFile(key, path, OwnMessages.Read, "");
        now[key] = entry with { Errors = [] };
        return (IReadOnlyList<OwnMessage>?)entry.Good ?? [];
    }

    private LanguageTexts ReadLanguage(
        string place, string language, IReadOnlyList<OwnMessage> own, Dictionary<string, Kept> now, List<FileValidationError> errors)
    {
        var texts = new LanguageTexts(place, language);
        var folder = Path.Combine(areasFolder, place, "templates", language);
        var paths = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToArray();
        foreach (var path in paths)
        {
            var file = Path.GetFileName(path);
            var key = $"{place}/templates/{language}/{file}";
            var extension = Path.GetExtension(file);
            var name = Path.GetFileNameWithoutExtension(file);
            switch (file)
            {
                case "language.json":
                    texts.Facts = Take(key, path, source => LanguageFiles.ReadFacts(source, language));
                    break;
                case "reasons.json":
                    texts.Reasons = Take(key, path, ReasonWords.Read);
                    break;
                case "questions.json":
                    texts.Questions = Take(key, path, LanguageFiles.ReadQuestions) is { } questions ? (questions.File, questions.Hash) : null;
                    break;
                case "approvals.json":
                    // Whether it is valid depends on the files beside it and on today's date, so it is read again when these change.
                    var beside = paths.Select(Path.GetFileName).Where(IsApprovable).Select(Path.GetFileNameWithoutExtension).ToHashSet();
                    var dependsOn = $"{string.Join('/', beside)} {LanguageFiles.Today:O}";
                    texts.Approvals = Take(key, path, source => LanguageFiles.ReadApprovals(source, beside), dependsOn)?.Texts ?? texts.Approvals;
                    break;
                default:
                    if (extension == TemplateFile.Extension)
                        texts.Add(name, Take(key, path, source => ReadTemplate(name, source, own), OwnMessages.TypeOf(name, own)));
                    else if (!name.StartsWith('.'))
                        Refuse(place, key, new(0, $"'{extension}' is not the ending of a template. Use {TemplateFile.Extension}."), false, now, errors);
                    break;
            }
        }
        return texts;

        T? Take<T>(string key, string path, Func<string, (T? Good, IReadOnlyList<TextValidationError> Errors)> read, string dependsOn = "")
            where T : class
        {
            var entry = ReadFile(key, path, read, dependsOn);
            now[key] = entry;
            foreach (var error in entry.Errors) Refuse(place, key, error, entry.Good is not null, now, errors);
            return (T?)entry.Good;
        }
    }

    private static void Refuse(
        string place, string key, TextValidationError error, bool hasLastGood, Dictionary<string, Kept> now, List<FileValidationError> errors)
    {
        now.TryAdd(key, new Kept("", null, null, [error]));
        errors.Add(new FileValidationError(key, error.Line, error.Message, hasLastGood) { Place = place });
    }

    private static bool IsApprovable(string? file) =>
        file is "reasons.json" or "questions.json" || file?.EndsWith(TemplateFile.Extension, StringComparison.Ordinal) == true;

    private (TemplateFile?, IReadOnlyList<TextValidationError>) ReadTemplate(string name, string source, IReadOnlyList<OwnMessage> own)
    {
        var (file, errors) = TemplateFile.Read(name, source, own);
        return file is not null && rehearse(file) is { } error ? (null, [new(0, error)]) : (file, errors);
    }

    private Kept ReadFile<T>(string key, string path, Func<string, (T? Good, IReadOnlyList<TextValidationError> Errors)> read, string dependsOn)
        where T : class
    {
        var before = kept.GetValueOrDefault(key);
        var (source, unread) = ReadText(path);
        var hash = source is null ? "" : TextHash.Of(source + dependsOn);
        // Without a good version the file is read again, because Recall may have supplied one since.
        if (before is { Good: not null } && before.Hash == hash && source is not null) return before;
        var (good, errors) = source is null ? (null, [unread!.Value]) : read(source);
        if (good is not null) return new(hash, good, source, errors);
        if (before?.Good is not null) return before with { Hash = hash, Errors = errors };
        return remembered.GetValueOrDefault(key) is { } last && read(last).Good is { } recalled ? new(hash, recalled, last, errors)
            : new(hash, null, null, errors);
    }

    private static (string? Text, TextValidationError? Error) ReadText(string path)
    {
        if (new FileInfo(path).Length > MaxBytes) return (null, new(0, "The file is far too large."));
        try
        {
            return TextBytes.Read(RegularFile.ReadAllBytes(path));
        }
        catch (IrregularFileException irregular)
        {
            return (null, new(0, irregular.Message));
        }
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    [LoggerMessage(Level = LogLevel.Error, Message = "Text file {File} is invalid, line {Line}: {Says} (last good version in use: {HasLastGood})")]
    private static partial void Refused(ILogger log, string file, int line, string says, bool hasLastGood);
}
