using Microsoft.Extensions.Logging;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>
/// Reads every text under config/areas and keeps the newest good form of each. A file that is wrong is refused by name and line; what was good before goes on.
/// </summary>
internal sealed partial class TemplateLibrary
{
    private readonly string areasFolder;
    private readonly ILogger<TemplateLibrary> log;
    private readonly Lock reading = new();
    private Dictionary<string, Kept> kept = [];
    private volatile TemplateSet current;

    public TemplateLibrary(string areasFolder, ILogger<TemplateLibrary> log)
    {
        this.areasFolder = areasFolder;
        this.log = log;
        current = Read();
    }

    /// <summary>The texts as they stand now.</summary>
    public TemplateSet Current => current;

    /// <summary>The folder whose texts these are.</summary>
    public string Folder => areasFolder;

    /// <summary>Texts were read again.</summary>
    public event EventHandler? Changed;

    /// <summary>Reads again what has changed.</summary>
    public TemplateSet Reload()
    {
        current = Read();
        Changed?.Invoke(this, EventArgs.Empty);
        return current;
    }

    /// <summary>The texts of another folder, read once.</summary>
    public static TemplateSet ReadOnce(string areasFolder) =>
        new TemplateLibrary(areasFolder, Microsoft.Extensions.Logging.Abstractions.NullLogger<TemplateLibrary>.Instance).Current;

    /// <summary>One file as it was last read: which text, what it gave, and what is wrong with it.</summary>
    private sealed record Kept(string Hash, object? Good, IReadOnlyList<TextValidationError> Errors);

    private TemplateSet Read()
    {
        lock (reading)
        {
            var now = new Dictionary<string, Kept>(kept.Count);
            var errors = new List<FileValidationError>();
            var texts = new List<LanguageTexts>();
            foreach (var place in Folders(areasFolder))
            {
                foreach (var language in Folders(Path.Combine(areasFolder, place, "templates"))) texts.Add(ReadLanguage(place, language, now, errors));
            }
            foreach (var error in errors.Where(error => !kept.TryGetValue(error.File, out var before) || before.Hash != now[error.File].Hash))
                Refused(log, error.File, error.Line, error.Message, error.GoesOnWithLastGood);
            kept = now;
            return new TemplateSet(texts, errors);
        }
    }

    private LanguageTexts ReadLanguage(string place, string language, Dictionary<string, Kept> now, List<FileValidationError> errors)
    {
        var texts = new LanguageTexts(place, language);
        var folder = Path.Combine(areasFolder, place, "templates", language);
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            var key = $"{place}/templates/{language}/{file}";
            var ending = Path.GetExtension(file);
            var name = Path.GetFileNameWithoutExtension(file);
            switch (file)
            {
                case "language.json":
                    texts.Facts = Take(key, path, source => ReadFacts(source, language));
                    break;
                case "reasons.json":
                    texts.Reasons = Take(key, path, ReasonWords.Read);
                    break;
                case "questions.json":
                    texts.Questions = Take(key, path, source => One(WordFiles.Read<QuestionsFile>(source))) is { } questions ? (questions, now[key].Hash) : null;
                    break;
                case "approvals.json":
                    texts.Approvals = Take(key, path, ReadApprovals)?.Texts ?? texts.Approvals;
                    break;
                default:
                    if (ending == TemplateFile.Ending) texts.Add(name, Take(key, path, source => TemplateFile.Read(name, source)));
                    else if (!name.StartsWith('.')) Refuse(key, new(0, $"'{ending}' is not the ending of a template. Use {TemplateFile.Ending}."), false);
                    break;
            }
        }
        return texts;

        T? Take<T>(string key, string path, Func<string, (T? Good, IReadOnlyList<TextValidationError> Errors)> read)
            where T : class
        {
            var before = kept.GetValueOrDefault(key);
            var entry = ReadFile(path, before, read);
            now[key] = entry;
            foreach (var error in entry.Errors) Refuse(key, error, entry.Good is not null);
            return (T?)entry.Good;
        }

        void Refuse(string key, TextValidationError error, bool goesOn)
        {
            now.TryAdd(key, new Kept("", null, [error]));
            errors.Add(new FileValidationError(key, error.Line, error.Message, goesOn) { Place = place });
        }
    }

    private static Kept ReadFile<T>(string path, Kept? before, Func<string, (T? Good, IReadOnlyList<TextValidationError> Errors)> read)
        where T : class
    {
        if (new FileInfo(path).Length > 512 * 1024) return new("", before?.Good, [new(0, "The file is far too large.")]);
        var source = TextHash.OneForm(File.ReadAllText(path));
        var hash = TextHash.Of(source);
        if (before?.Hash == hash) return before;
        var (good, errors) = read(source);
        return new(hash, good ?? before?.Good, errors);
    }

    private static (LanguageFacts?, IReadOnlyList<TextValidationError>) ReadFacts(string source, string language)
    {
        var (file, error) = WordFiles.Read<LanguageFacts>(source);
        if (file is null) return (null, [error!.Value]);
        if (file.PluralForms.Count == 0) return (null, [new(0, "'plurals' is \"one-other\" or \"arabic\".")]);
        foreach (var unit in LanguageFacts.Units)
        {
            foreach (var form in file.PluralForms)
            {
                if (!file.Lengths.TryGetValue(unit, out var forms) || !forms.ContainsKey(form)) return (null, [new(0, $"'lengths' needs '{unit}' in the form '{form}'.")]);
            }
        }
        return (file with { Tag = language }, []);
    }

    private static (ApprovalsFile?, IReadOnlyList<TextValidationError>) ReadApprovals(string source)
    {
        var (file, error) = WordFiles.Read<ApprovalsFile>(source);
        if (file is null) return (null, [error!.Value]);
        var unsaid = file.Texts.FirstOrDefault(text => text.Value.State == ApprovalState.Approved && (string.IsNullOrWhiteSpace(text.Value.By) || text.Value.Hash is null));
        return unsaid.Key is null ? (file, []) : (null, [new(0, $"'{unsaid.Key}' is approved, so it says by whom and the hash of the text.")]);
    }

    private static (T?, IReadOnlyList<TextValidationError>) One<T>((T? File, TextValidationError? Error) read)
        where T : class => (read.File, read.Error is { } error ? [error] : []);

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    [LoggerMessage(Level = LogLevel.Error, Message = "Text refused: {File} line {Line}: {Says} (the last good form goes on: {GoesOn})")]
    private static partial void Refused(ILogger log, string file, int line, string says, bool goesOn);
}
