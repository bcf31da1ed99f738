using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Examples;

/// <summary>One agreed example: facts and the area's agreed result. Null values were not agreed and are not checked.</summary>
internal sealed record Example(string Name, int Line, ReferralFacts Facts, EligibilityOutcome Outcome)
{
    public IReadOnlyList<string>? Reasons { get; init; }

    public IReadOnlyList<string>? Priorities { get; init; }

    public IReadOnlyList<string>? Advice { get; init; }

    public NextStep? Next { get; init; }

    public string? Service { get; init; }
}

/// <summary>The examples of one file, or its errors.</summary>
internal sealed record ExampleReading(IReadOnlyList<Example> Examples, IReadOnlyList<ValidationError> Errors);

/// <summary>
/// Reads agreed examples from CSV: one row each, columns in any order (<see cref="ExampleColumns"/>). An empty cell means an unknown fact, or no agreement;
/// "-" means that none was agreed.
/// </summary>
internal static class ExampleFile
{
    private const int MaximumRows = 5000;

    public static ExampleReading Read(string text, string shownAs)
    {
        if (text.IndexOf('\uFFFD', StringComparison.Ordinal) is var at and >= 0)
        {
            return new([], [new(shownAs, 1 + text.AsSpan(0, at).Count('\n'), "Here is a letter that is not UTF-8: the file is saved in another encoding, " +
                "such as Latin-1, Windows-1252 or UTF-16. Save it as UTF-8.")]);
        }
        var examples = new List<Example>();
        var errors = new List<ValidationError>();
        using var parser = CsvText.Parse(new StringReader(text), file =>
        {
            file.AllowComments = true;
            file.BadDataFound = bad => errors.Add(new(shownAs, bad.Context.Parser?.RawRow, "A quote is missing or misplaced."));
        });
        if (!parser.Read()) return new([], [new(shownAs, null, "The file is empty.")]);
        var columns = parser.Record!;
        CheckColumns(columns, shownAs, errors);
        if (errors.Count > 0) return new([], errors);

        while (parser.Read())
        {
            var line = parser.RawRow;
            if (examples.Count == MaximumRows) return new([], [new(shownAs, line, $"The file has more than {MaximumRows} rows.")]);
            if (parser.Record!.Length != columns.Length)
                errors.Add(new(shownAs, line, $"The row has {parser.Record.Length} cells but the first row has {columns.Length}."));
            else if (ReadRow(columns, parser.Record, line, shownAs, errors) is { } example) examples.Add(example);
        }
        foreach (var twice in examples.GroupBy(example => example.Name).Where(group => group.Count() > 1))
            errors.Add(new(shownAs, twice.Last().Line, $"Two examples are named \"{twice.Key}\"."));
        if (examples.Count == 0 && errors.Count == 0) errors.Add(new(shownAs, null, "The file has no example."));
        return new(examples, errors);
    }

    private static void CheckColumns(string[] columns, string shownAs, List<ValidationError> errors)
    {
        foreach (var column in columns.Where(
            column => !ExampleColumns.Facts.ContainsKey(column) && !ExampleColumns.Agreed.ContainsKey(column) && column != "name"))
            errors.Add(new(shownAs, 1,
            $"There is no column \"{column}\". The columns are: name, {string.Join(", ", ExampleColumns.Facts.Keys.Concat(ExampleColumns.Agreed.Keys))}."));
        foreach (var twice in columns.GroupBy(column => column).Where(group => group.Count() > 1))
            errors.Add(new(shownAs, 1, $"The column \"{twice.Key}\" appears twice."));
        foreach (var missing in (string[])["name", "outcome"])
        {
            if (!columns.Contains(missing)) errors.Add(new(shownAs, 1, $"The column \"{missing}\" is missing."));
        }
    }

    private static Example? ReadRow(string[] columns, string[] cells, int line, string shownAs, List<ValidationError> errors)
    {
        var before = errors.Count;
        var example = new Example("", line, new ReferralFacts { ReceivedOn = ExampleColumns.UsualDay }, default);
        for (var i = 0; i < columns.Length; i++)
        {
            try
            {
                if (columns[i] == "name") example = example with { Name = cells[i] };
                else if (cells[i].Length == 0) continue;
                else if (ExampleColumns.Facts.TryGetValue(columns[i], out var fact)) example = example with { Facts = fact(example.Facts, cells[i]) };
                else example = ExampleColumns.Agreed[columns[i]](example, cells[i]);
            }
            catch (FormatException refusal)
            {
                errors.Add(new(shownAs, line, $"\"{cells[i]}\" under \"{columns[i]}\" is not {refusal.Message}."));
            }
        }
        if (example.Name.Length == 0) errors.Add(new(shownAs, line, "The example has no name."));
        if (cells[Array.IndexOf(columns, "outcome")].Length == 0) errors.Add(new(shownAs, line, "The example has no agreed outcome."));
        return errors.Count == before ? example : null;
    }
}
