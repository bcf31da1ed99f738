using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Which outcomes of the area's trial are due to be collected, for somebody who must not know who is in which arm. The database shows their transactions
/// these and no other follow-up, and no allocation.
/// </summary>
[RequiresPermission(Permission.AssessOutcomes)]
internal sealed class OutcomeListModel(Database database, IReferrals referrals) : StaffPage
{
    private const int DaysAhead = 28;

    private sealed record Outcome(Guid ReferralId, string Step, DateTimeOffset DueAt);

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var due = await ReadAsync(database, Caller, AreaCode, Now.AddDays(DaysAhead), cancellationToken);
        var references = await referrals.ReferencesAsync(Caller, [.. due.Select(one => one.ReferralId).Distinct()], cancellationToken);
        var today = LondonTime.DateOf(Now);
        Rows = [.. due.Where(one => references.ContainsKey(one.ReferralId)).Select(IReadOnlyList<Cell> (one) =>
        [
            (Text)references[one.ReferralId], WordsOf(one.Step),
            LondonTime.DateOf(one.DueAt) is var day && day < today ? T["staff.outcome-since", ("on", T.Date(day))] : T.Date(day),
        ])];
    }

    /// <summary>How many are due by now.</summary>
    public static async Task<int> CountAsync(Database database, Actor actor, string area, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ReadAsync(database, actor, area, now, cancellationToken)).Count;

    private static Task<IReadOnlyList<Outcome>> ReadAsync(
        Database database, Actor actor, string area, DateTimeOffset until, CancellationToken cancellationToken) => database.ReadAsync(
            actor, "select referral_id, step, due_at from follow_ups.outcomes_due($1, $2)", [area, until],
            row => new Outcome(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);

    // Areas name their own steps, such as "outcome-4-months-call": the number of months is what the reader needs of it.
    private Text WordsOf(string step) => step.Split('-') is ["outcome", var number, "months", ..] && int.TryParse(number, out var months)
        ? T["staff.outcome-months", ("months", T.Number(months))] : (Text)step;
}
