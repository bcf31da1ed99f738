using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>The texts of one language in an area's folder or the national one.</summary>
internal sealed class LanguageTexts(string place, string language)
{
    private readonly Dictionary<string, TemplateFile?> templates = [];

    /// <summary>The area's code, or "national".</summary>
    public string Place { get; } = place;

    /// <summary>The language's tag, which is the folder's name.</summary>
    public string Language { get; } = language;

    /// <summary>Templates by name, such as "one-time-code.sms". Null for an invalid file without a good version.</summary>
    public IReadOnlyDictionary<string, TemplateFile?> Templates => templates;

    public LanguageFacts? Facts { get; set; }

    public ReasonWords? Reasons { get; set; }

    public (QuestionsFile File, string Hash)? Questions { get; set; }

    public IReadOnlyDictionary<string, Approval> Approvals { get; set; } = new Dictionary<string, Approval>();

    /// <summary>Adds a template, or null for an invalid file.</summary>
    public void Add(string name, TemplateFile? file) => templates[name] = file;

    /// <summary>Whether a named person approved exactly this text.</summary>
    public bool IsApproved(string name, string hash) =>
        Approvals.TryGetValue(name, out var approval) && approval.State == ApprovalState.Approved && approval.Hash == hash;

    /// <summary>The texts that can be approved, with their hashes.</summary>
    public IEnumerable<(string Name, string Hash)> Approvable()
    {
        foreach (var (name, file) in templates)
        {
            if (file is not null) yield return (name, file.Hash);
        }
        if (Reasons is { } reasons) yield return (ReasonWords.FileName, reasons.Hash);
        if (Questions is { } questions) yield return ("questions", questions.Hash);
    }
}
