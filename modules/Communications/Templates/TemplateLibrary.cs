using Microsoft.Extensions.Logging;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Texts;
using WorkWell.Platform;

namespace WorkWell.Communications.Templates;

/// <summary>
/// Reads every text under config/areas and keeps the newest good form of each. A file that is wrong is refused by name and line; what was good before goes on.
/// </summary>
internal sealed partial class TemplateLibrary
{
    private readonly string areasFolder;
    private readonly ILogger<TemplateLibrary> log;
    private readonly Dictionary<string, ITemplateEngine> engines;
    private readonly Lock reading = new();
    private Dictionary<string, Kept> kept = [];
    private volatile TemplateSet current;

    public TemplateLibrary(string areasFolder, IEnumerable<ITemplateEngine> engines, ILogger<TemplateLibrary> log)
    {
        this.areasFolder = areasFolder;
        this.log = log;
        this.engines = engines.ToDictionary(engine => engine.Ending);
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
    public static TemplateSet ReadOnce(string areasFolder, IEnumerable<ITemplateEngine> engines) =>
        new TemplateLibrary(areasFolder, engines, Microsoft.Extensions.Logging.Abstractions.NullLogger<TemplateLibrary>.Instance).Current;

    /// <summary>One file as it was last read: which text, what it gave, and what is wrong with it.</summary>
    private sealed record Kept(string Hash, object? Good, IReadOnlyList<TemplateFault> Faults);

    private TemplateSet Read()
    {
        lock (reading)
        {
            var now = new Dictionary<string, Kept>(kept.Count);
            var faults = new List<TextFault>();
            var texts = new List<LanguageTexts>();
            foreach (var place in Folders(areasFolder))
            {
                foreach (var language in Folders(Path.Combine(areasFolder, place, "templates"))) texts.Add(ReadLanguage(place, language, now, faults));
            }
            foreach (var fault in faults.Where(fault => !kept.TryGetValue(fault.File, out var before) || before.Hash != now[fault.File].Hash))
                Refused(log, fault.File, fault.Line, fault.Says, fault.GoesOnWithLastGood);
            kept = now;
            return new TemplateSet(texts, faults);
        }
    }

    private LanguageTexts ReadLanguage(string place, string language, Dictionary<string, Kept> now, List<TextFault> faults)
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
                    texts.Reasons = Take(key, path, source => ReasonWords.Read(source, engines.Values.First()));
                    break;
                case "questions.json":
                    texts.Questions = Take(key, path, source => One(WordFiles.Read<QuestionsFile>(source))) is { } questions ? (questions, now[key].Hash) : null;
                    break;
                case "approvals.json":
                    texts.Approvals = Take(key, path, ReadApprovals)?.Texts ?? texts.Approvals;
                    break;
                default:
                    if (engines.TryGetValue(ending, out var engine)) texts.Add(name, Take(key, path, source => TemplateFile.Read(name, source, engine)));
                    else if (!name.StartsWith('.')) Refuse(key, new(0, $"'{ending}' is not the ending of a template. Use {string.Join(" or ", engines.Keys)}."), false);
                    break;
            }
        }
        return texts;

        T? Take<T>(string key, string path, Func<string, (T? Good, IReadOnlyList<TemplateFault> Faults)> read)
            where T : class
        {
            var before = kept.GetValueOrDefault(key);
            var entry = ReadFile(path, before, read);
            now[key] = entry;
            foreach (var fault in entry.Faults) Refuse(key, fault, entry.Good is not null);
            return (T?)entry.Good;
        }

        void Refuse(string key, TemplateFault fault, bool goesOn)
        {
            now.TryAdd(key, new Kept("", null, [fault]));
            faults.Add(new TextFault(key, fault.Line, fault.Says, goesOn) { Place = place });
        }
    }

    private static Kept ReadFile<T>(string path, Kept? before, Func<string, (T? Good, IReadOnlyList<TemplateFault> Faults)> read)
        where T : class
    {
        if (new FileInfo(path).Length > 512 * 1024) return new("", before?.Good, [new(0, "The file is far too large.")]);
        string source;
        try
        {
            source = TextHash.OneForm(RegularFile.ReadAllText(path));
        }
        catch (IrregularFileException irregular)
        {
            return new("", before?.Good, [new(0, irregular.Message)]);
        }
        var hash = TextHash.Of(source);
        if (before?.Hash == hash) return before;
        var (good, faults) = read(source);
        return new(hash, good ?? before?.Good, faults);
    }

    private static (LanguageFacts?, IReadOnlyList<TemplateFault>) ReadFacts(string source, string language)
    {
        var (file, fault) = WordFiles.Read<LanguageFacts>(source);
        if (file is null) return (null, [fault!.Value]);
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

    private static (ApprovalsFile?, IReadOnlyList<TemplateFault>) ReadApprovals(string source)
    {
        var (file, fault) = WordFiles.Read<ApprovalsFile>(source);
        if (file is null) return (null, [fault!.Value]);
        var unsaid = file.Texts.FirstOrDefault(text => text.Value.State == ApprovalState.Approved && (string.IsNullOrWhiteSpace(text.Value.By) || text.Value.Hash is null));
        return unsaid.Key is null ? (file, []) : (null, [new(0, $"'{unsaid.Key}' is approved, so it says by whom and the hash of the text.")]);
    }

    private static (T?, IReadOnlyList<TemplateFault>) One<T>((T? File, TemplateFault? Fault) read)
        where T : class => (read.File, read.Fault is { } fault ? [fault] : []);

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    [LoggerMessage(Level = LogLevel.Error, Message = "Text refused: {File} line {Line}: {Says} (the last good form goes on: {GoesOn})")]
    private static partial void Refused(ILogger log, string file, int line, string says, bool goesOn);
}
