using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

// With its own hash: if the file has become invalid since, this is still the version that was approved.
internal sealed record GoodQuestions(QuestionsFile File, string Hash);

/// <summary>Reads and validates language.json, approvals.json and questions.json.</summary>
internal static class LanguageFiles
{
    // Real time, because files do not follow a demonstration's clock.
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public static (LanguageFacts?, IReadOnlyList<TextValidationError>) ReadFacts(string source, string language)
    {
        var (file, error) = WordFiles.Read<LanguageFacts>(source);
        if (file is null) return (null, [error!.Value]);
        file = file with { Tag = language };
        foreach (var unit in LanguageFacts.Units)
        {
            foreach (var form in file.PluralForms)
            {
                if (!file.Lengths.TryGetValue(unit, out var forms) || !forms.ContainsKey(form))
                    return (null, [new(0, $"'lengths' needs '{unit}' in the form '{form}'.")]);
            }
        }
        return (file, []);
    }

    public static (ApprovalsFile?, IReadOnlyList<TextValidationError>) ReadApprovals(string source, HashSet<string?> beside)
    {
        var (file, error) = WordFiles.Read<ApprovalsFile>(source);
        if (file is null) return (null, [error!.Value]);
        var incomplete = file.Texts.FirstOrDefault(
            text => text.Value.State == ApprovalState.Approved && (string.IsNullOrWhiteSpace(text.Value.By) || text.Value.Hash is null));
        if (incomplete.Key is not null) return (null, [new(0, $"'{incomplete.Key}' is approved, so it says by whom and the hash of the text.")]);
        if (file.Texts.Keys.FirstOrDefault(name => !beside.Contains(name)) is { } unknown)
            return (null, [new(0, $"There is no text '{unknown}' beside this file: take its entry out, or mend the name.")]);
        var early = file.Texts.FirstOrDefault(text => text.Value.State == ApprovalState.Approved && text.Value.On > Today);
        return early.Key is null ? (file, []) : (null, [new(0, $"'{early.Key}' is approved on {early.Value.On:yyyy-MM-dd}, a day that has not come.")]);
    }

    public static (GoodQuestions?, IReadOnlyList<TextValidationError>) ReadQuestions(string source)
    {
        var (file, error) = WordFiles.Read<QuestionsFile>(source);
        if (file is null) return (null, [error!.Value]);
        return file.Questions.FirstOrDefault(question => question.Value.Them?.Them is not null).Key is { } twice
            ? (null, [new(0, $"'{twice}' has \"them\" inside \"them\".")]) : (new(file, TextHash.Of(source)), []);
    }
}
