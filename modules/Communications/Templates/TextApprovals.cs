using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>Reads and writes approvals.json beside the texts.</summary>
internal sealed class TextApprovals(TemplateLibrary library) : ITextApprovals
{
    private const string Schema = "../../../../schemas/approvals.schema.json";

    public IReadOnlyList<ApprovalStatus> All() =>
        [.. library.Current.All.OrderBy(texts => texts.Place, StringComparer.Ordinal).ThenBy(texts => texts.Language, StringComparer.Ordinal)
        .SelectMany(texts => Statuses(texts, library.Current))];

    /// <summary>The approval status of each text in a folder.</summary>
    public static IEnumerable<ApprovalStatus> Statuses(LanguageTexts texts, TemplateSet set)
    {
        foreach (var (name, hash) in texts.Approvable().OrderBy(text => text.Name, StringComparer.Ordinal))
        {
            var approval = texts.Approvals.GetValueOrDefault(name);
            var state = approval switch
            {
                null => TextState.NotRecorded,
                { State: ApprovalState.Drafted } => TextState.Drafted,
                _ when approval.Hash == hash => TextState.Approved,
                _ => TextState.ChangedSinceApproval,
            };
            yield return new(texts.Place, texts.Language, name, state)
            {
                On = approval?.On,
                By = approval?.By,
                IsBehindEnglish = approval?.English is { } english && EnglishOf(texts, name, set) is { } now && english != now,
            };
        }
    }

    public int Draft(string place, string language, IReadOnlyCollection<string> texts, DateOnly on)
    {
        if (library.Reload().Find(place, language) is not { } folder) return 0;
        var chosen = folder.Approvable().Where(text => texts.Count == 0 ? !folder.Approvals.ContainsKey(text.Name) : texts.Contains(text.Name)).ToArray();
        Record(folder, chosen, text => new Approval { State = ApprovalState.Drafted, On = on, English = EnglishOf(folder, text.Name, library.Current) });
        return chosen.Length;
    }

    public string? Approve(string place, string language, IReadOnlyCollection<string> texts, string by, DateOnly on)
    {
        if (string.IsNullOrWhiteSpace(by) || !by.Trim().Contains(' ', StringComparison.Ordinal)) return "Say who approves: a person's given and family name.";
        if (library.Reload().Find(place, language) is not { } folder) return $"There are no texts in '{language}' for '{place}'.";
        var known = folder.Approvable().ToDictionary(text => text.Name, text => text.Hash);
        if (texts.Count == 0 || !texts.All(known.ContainsKey))
            return $"Name texts of '{place}/{language}'. There are: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.";
        Record(folder, texts.Select(text => (text, known[text])), text => new Approval
        {
            State = ApprovalState.Approved,
            On = on,
            By = by.Trim(),
            Hash = text.Hash,
            English = EnglishOf(folder, text.Name, library.Current),
        });
        return null;
    }

    private void Record(LanguageTexts folder, IEnumerable<(string Name, string Hash)> chosen, Func<(string Name, string Hash), Approval> write)
    {
        var present = folder.Approvable().Select(text => text.Name).ToHashSet();
        var approvals = new SortedDictionary<string, Approval>(StringComparer.Ordinal);
        foreach (var (name, approval) in folder.Approvals.Where(entry => present.Contains(entry.Key))) approvals[name] = approval;
        foreach (var text in chosen) approvals[text.Name] = write(text);
        var path = Path.Combine(library.Folder, folder.Place, "templates", folder.Language, "approvals.json");
        File.WriteAllText(path, WordFiles.Write(new ApprovalsFile { Schema = Schema, Texts = approvals }));
        library.Reload();
    }

    private static string? EnglishOf(LanguageTexts texts, string name, TemplateSet set)
    {
        if (texts.Language == TemplateSet.LastResort) return null;
        return Hash(set.Find(texts.Place, TemplateSet.LastResort)) ?? Hash(set.Find(Area.National, TemplateSet.LastResort));

        string? Hash(LanguageTexts? english) => english?.Approvable().Where(text => text.Name == name).Select(text => text.Hash).FirstOrDefault();
    }
}
