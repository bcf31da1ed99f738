using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Numbers of an area's referrals for those who pay for its service: a month at a time, once it is over, so that no two tables can be subtracted from each
/// other. The database gives their transactions numbers alone.
/// </summary>
[RequiresPermission(Permission.ReadAggregates)]
internal sealed class AreaNumbersModel(Database database) : StaffPage
{
    private const string MonthFormat = "yyyy-MM";
    private IReadOnlyList<Counted> counted = [];

    private sealed record Counted(DateOnly Month, string Kind, string Key, int Number);

    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    public DateOnly Shown { get; private set; }

    /// <summary>The month that is shown, in words.</summary>
    public Text ShownInWords => InWords(Shown);

    /// <summary>How many referrals each month brought.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Months { get; private set; } = [];

    /// <summary>The tables of the shown month: what they count by, and the rows. Empty where too few came to show any.</summary>
    public IReadOnlyList<(Text Heading, IReadOnlyList<IReadOnlyList<Cell>> Rows)> Tables { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(Now);
        var before = new DateOnly(today.Year, today.Month, 1);
        counted = await database.ReadAsync(
            Caller, "select month, kind, key, number::int from referrals.counts_by_month($1, $2)", [AreaCode, before],
            row => new Counted(row.GetFieldValue<DateOnly>(0), row.GetString(1), row.GetString(2), row.GetInt32(3)), cancellationToken);
        var months = Enumerable.Range(1, 12).Select(back => before.AddMonths(-back)).ToArray();
        Shown = months.FirstOrDefault(month => month.ToString(MonthFormat, CultureInfo.InvariantCulture) == Month, months[0]);
        Months = [.. months.Select(IReadOnlyList<Cell> (month) =>
            [
                new Cell { Text = InWords(month), Href = "?month=" + month.ToString(MonthFormat, CultureInfo.InvariantCulture) },
                Number(TotalOf(month) is var total && total < SmallNumbers.Smallest ? new(null, true) : new(total, false)),
            ])];
        Tables = TablesOf(Shown);
    }

    private static Text InWords(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private int TotalOf(DateOnly month) => counted.Where(one => one.Month == month && one.Kind == "decision").Sum(one => one.Number);

    private IReadOnlyList<(Text, IReadOnlyList<IReadOnlyList<Cell>>)> TablesOf(DateOnly month)
    {
        var sources = StoredKeys<ReferralSource>.All.ToArray();
        var decisions = StoredKeys<EligibilityOutcome>.All.ToArray();
        var bySource = SmallNumbers.Hide(NumbersOf(month, "source", sources));
        var byDecision = SmallNumbers.Hide(NumbersOf(month, "decision", decisions));
        if (bySource is null || byDecision is null) return [];
        var byBarrier = SmallNumbers.HideOverlapping(NumbersOf(month, "barrier", Need.All), TotalOf(month));
        return
        [
            (T["staff.numbers-by-source"], RowsOf(sources, key => T["staff.source-" + key], bySource)),
            (T["staff.numbers-by-decision"], RowsOf(decisions, key => T["staff.decision-" + key], byDecision)),
            (T["staff.numbers-by-barrier"], RowsOf(Need.All, key => T["needs." + key], byBarrier)),
        ];
    }

    private int[] NumbersOf(DateOnly month, string kind, IReadOnlyList<string> keys) =>
        [.. keys.Select(key => counted.FirstOrDefault(one => one.Month == month && one.Kind == kind && one.Key == key)?.Number ?? 0)];

    private IReadOnlyList<IReadOnlyList<Cell>> RowsOf(IReadOnlyList<string> keys, Func<string, Text> words, IReadOnlyList<ShownNumber> numbers) =>
        [.. keys.Select(IReadOnlyList<Cell> (key, i) => [words(key), Number(numbers[i])])];

    private Cell Number(ShownNumber shown) => new()
    {
        Text = shown.Number is { } number ? T.Number(number) : T[shown.IsSmall ? "staff.numbers-few" : "staff.numbers-hidden"],
        Format = CellFormat.Numeric,
    };
}
