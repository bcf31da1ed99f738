using System.Globalization;
using System.Text.Json.Nodes;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>How a cell is read.</summary>
internal enum CellKind
{
    /// <summary>Text as it stands.</summary>
    Text,

    /// <summary>yes or no.</summary>
    YesNo,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>Several parts with semicolons between.</summary>
    Several,

    /// <summary>One of <see cref="BulkColumn.Choices"/>.</summary>
    Choice,

    /// <summary>Answers by the code of their question, with semicolons between: "wants-paid-work=yes; groups=carer".</summary>
    Answers,
}

/// <summary>One column of the file that organisations upload: its heading, and the field of a referral that it fills.</summary>
/// <param name="Heading">The heading, the same in every language.</param>
/// <param name="Path">The field, as the API names it; empty for the row's own reference.</param>
/// <param name="Kind">How its cells are read.</param>
/// <param name="Example">What stands in the invented row of the template.</param>
internal sealed record BulkColumn(string Heading, string Path, CellKind Kind, string Example)
{
    public const string Reference = "your_reference";

    /// <summary>The column that we add to rows we give back. It is left out when they come again.</summary>
    public const string Reason = "what_is_wrong";

    public IReadOnlyList<string> Choices { get; init; } = [];

    public bool IsNeeded { get; init; }

    public static IReadOnlyList<BulkColumn> All { get; } =
    [
        new(Reference, "", CellKind.Text, "OURS-0001"),
        new("given_name", "person.givenName", CellKind.Text, "Rosa") { IsNeeded = true },
        new("family_name", "person.familyName", CellKind.Text, "Example") { IsNeeded = true },
        new("date_of_birth", "person.bornOn", CellKind.Date, "17/05/1990"),
        new("nhs_number", "person.nhsNumber", CellKind.Text, ""),
        new("email", "person.email", CellKind.Text, "rosa@people.example"),
        new("phone", "person.phone", CellKind.Text, "01632 960001"),
        new("address", "person.addressLines", CellKind.Several, "1 Example Street; Leicester"),
        new("postcode", "person.postcode", CellKind.Text, "LE1 0ZA"),
        new("language", "person.language", CellKind.Text, "en"),
        new("needs_interpreter", "person.contact.needsInterpreter", CellKind.YesNo, "no"),
        new("safe_times", "person.contact.safeTimes", CellKind.Text, "After 2pm"),
        new("never", "person.contact.never", CellKind.Several, ""),
        new("voicemail_is_safe", "person.contact.voicemailIsSafe", CellKind.YesNo, "no"),
        new("share_with_partners", "person.consents.share-with-partners", CellKind.YesNo, "yes"),
        new("contact_employer", "person.consents.contact-employer", CellKind.YesNo, "no"),
        new("gp_practice_code", "practice", CellKind.Text, ""),
        new("work_situation", "work.situation", CellKind.Choice, "off-sick") { Choices = StoredKeys<WorkSituation>.All },
        new("weeks_out_of_work", "work.weeksOutOfWork", CellKind.Number, ""),
        new("weeks_off_sick", "work.weeksOffSick", CellKind.Number, "6"),
        .. FactDescriptor.All.Where(fact => fact.BulkExample is not null)
            .Select(fact => new BulkColumn(fact.Heading, fact.Path, CellKind.YesNo, fact.BulkExample!)),
        new("employer_name", "employer.name", CellKind.Text, ""),
        new("employer_contact_name", "employer.contactName", CellKind.Text, ""),
        new("employer_email", "employer.email", CellKind.Text, ""),
        new("employer_phone", "employer.phone", CellKind.Text, ""),
        new("needs", "health.needs", CellKind.Several, ""),
        // Whatever an area asks besides: its code or its settings say the questions.
        new("answers", "answers", CellKind.Answers, ""),
        new("may_harm_themselves", "safety.mayHarmThemselves", CellKind.YesNo, "no"),
        new("in_danger", "safety.isInDanger", CellKind.YesNo, "no"),
        new("referrer_name", "referrer.name", CellKind.Text, "Sam Example") { IsNeeded = true },
        new("referrer_role", "referrer.role", CellKind.Text, "Line manager"),
        new("referrer_email", "referrer.email", CellKind.Text, "sam@referrer.example"),
        new("referrer_phone", "referrer.phone", CellKind.Text, ""),
        new("agreement", "referrer.agreement", CellKind.Text, "Rosa asked me to send this when we met on Monday.") { IsNeeded = true },
        .. ReferrerFact.All.Select(fact => new BulkColumn(fact.Heading, fact.Path, CellKind.YesNo, fact.BulkExample)),
    ];

    /// <summary>The column that a field's mistake is about.</summary>
    public static BulkColumn? Of(string field) =>
        All.FirstOrDefault(column => column.Path == field)
        ?? All.FirstOrDefault(column => column.Path.Length > 0 && field.StartsWith(column.Path, StringComparison.Ordinal))
        ?? All.FirstOrDefault(column => column.Path.StartsWith(field, StringComparison.Ordinal));

    /// <summary>Puts a cell into the JSON of a referral.</summary>
    /// <returns>What is wrong with the cell; null when nothing is.</returns>
    public FieldError? Put(string cell, JsonObject referral)
    {
        if (Kind == CellKind.Text && SpreadsheetNumber.IsRounded(cell)) return new("fields.phone-damaged");
        if (Path.Length == 0 || cell.Length == 0) return null;
        JsonNode? value = Kind switch
        {
            CellKind.YesNo => YesNo(cell),
            CellKind.Number => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            CellKind.Date => Date(cell),
            CellKind.Several => new JsonArray(
            [.. cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => (JsonNode)part)]),
            CellKind.Answers => Answers(cell),
            CellKind.Choice => Choices.Contains(cell.ToLowerInvariant()) ? cell.ToLowerInvariant() : null,
            _ => cell,
        };
        if (value is null) return Wants;
        var parts = Path.Split('.');
        foreach (var part in parts[..^1]) referral = (JsonObject)(referral[part] ??= new JsonObject());
        referral[parts[^1]] = value;
        return null;
    }

    private FieldError Wants => Kind switch
    {
        CellKind.YesNo => new("bulk.cell-yes-no"),
        CellKind.Number => new("bulk.cell-number"),
        CellKind.Date => new("bulk.cell-date"),
        CellKind.Answers => new("bulk.cell-answers"),
        _ => FieldError.Of("bulk.cell-choice", ("words", string.Join(", ", Choices))),
    };

    private static JsonNode? YesNo(string cell) =>
        cell.ToLowerInvariant() switch { "yes" or "y" or "true" => true, "no" or "n" or "false" => false, _ => null };

    private static JsonObject? Answers(string cell)
    {
        var answers = new JsonObject();
        foreach (var part in cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } code, { Length: > 0 } answer] || !Codes.IsCode(code)) return null;
            if (!answers.TryAdd(code, answer)) return null;
        }
        return answers;
    }

    // Spreadsheets rewrite dates in the way of their country, so both ways are read; month/day/year is not.
    private static JsonNode? Date(string cell) =>
        WrittenDate.Read(cell) is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
