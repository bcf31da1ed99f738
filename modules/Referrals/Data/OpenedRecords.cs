using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A record that somebody of another area's team opened because the person is at risk.</summary>
internal sealed record OpenedRecord
{
    public required Guid Id { get; init; }

    public required string Area { get; init; }

    public required Guid ReferralId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Where whoever opened it works.</summary>
    public required string HomeArea { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it closes, or closed, by itself or by hand.</summary>
    public required DateTimeOffset ClosesAt { get; init; }
}

/// <summary>
/// Records opened across a wall. Functions of the database open, close and review them; what the reader's transactions see is decided by its rows and its
/// clock, so a host that asks for more gets nothing.
/// </summary>
internal sealed class OpenedRecords(Database database)
{
    /// <summary>The problem of an opening that the database refused.</summary>
    public static readonly Problem Refused = new("referrals.not-opened", 403, "This record is not opened in this way.");

    private static readonly Problem WorksThere = Refused with { Code = "referrals.works-there" };
    private static readonly Problem TooMany = Refused with { Code = "referrals.too-many-opened" };

    /// <summary>Opens a record, in a change that reaches its area and tells it.</summary>
    /// <returns>The opening, the referral and whether it is new; nothing where there is no such reference there; or why not.</returns>
    public static async Task<((Guid Id, Guid ReferralId, bool IsNew)? Opened, Problem? Problem)> OpenAsync(
        Change change, string area, string reference, Guid session, string home, string reason, CancellationToken cancellationToken)
    {
        try
        {
            var found = await change.ReadAsync(
                "select opening, referral_id, is_new from referrals.open_record($1, $2, $3, $4, $5, $6)",
                [Guid.CreateVersion7(change.At), area, reference, session, home, reason],
                row => (row.GetGuid(0), row.GetGuid(1), row.GetBoolean(2)), cancellationToken);
            return (found is [var one] ? one : null, null);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return (null, refused.MessageText.StartsWith("Works", StringComparison.Ordinal) ? WorksThere
                : refused.MessageText.StartsWith("Five", StringComparison.Ordinal) ? TooMany : Refused);
        }
    }

    /// <summary>Who reads what a session opened: no area, and that record alone.</summary>
    public static Actor ReaderOf(Actor who, Guid opening, Guid session) => new(who.Name, [], "break-glass")
    {
        Kind = ActorKind.BreakGlass, Opened = $"{opening:D}/{session:D}",
    };

    /// <summary>The opening of a session that is still open.</summary>
    public async Task<(Guid ReferralId, string Area, DateTimeOffset Until)?> FindAsync(Actor reader, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            reader,
            """
            select b.referral_id, b.area, b.until from referrals.break_glass b join referrals.opened_record() o on o.referral_id = b.referral_id
            """,
            [], row => (row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)), cancellationToken);
        return found is [var one] ? one : null;
    }

    /// <summary>Closes a record before its hour is over.</summary>
    public async Task CloseAsync(Actor who, Guid opening, Guid session, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(who);
        await change.ReadAsync("select referrals.close_record($1, $2)", [opening, session], _ => 0, cancellationToken);
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>What nobody has reviewed, oldest first.</summary>
    public Task<IReadOnlyList<OpenedRecord>> ToReviewAsync(Actor actor, string area, CancellationToken cancellationToken) => database.ReadAsync(
        actor,
        """
        select id, area, referral_id, account_id, home_area, reason, opened_at, least(until, coalesce(ended_at, until)) from referrals.break_glass
        where area = $1 and reviewed_at is null order by opened_at
        """,
        [area],
        row => new OpenedRecord
        {
            Id = row.GetGuid(0),
            Area = row.GetString(1),
            ReferralId = row.GetGuid(2),
            AccountId = row.GetGuid(3),
            HomeArea = row.GetString(4),
            Reason = row.GetString(5),
            OpenedAt = row.GetFieldValue<DateTimeOffset>(6),
            ClosesAt = row.GetFieldValue<DateTimeOffset>(7),
        },
        cancellationToken);

    /// <summary>How many openings of the actor's areas nobody has reviewed.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor, "select count(*)::int from referrals.break_glass where reviewed_at is null", [], row => row.GetInt32(0), cancellationToken))[0];

    /// <summary>Reviews an opening.</summary>
    /// <returns>The referral; null where there is nothing to review; or why not.</returns>
    public static async Task<(Guid? ReferralId, Problem? Problem)> ReviewAsync(Change change, Guid opening, string note, CancellationToken cancellationToken)
    {
        try
        {
            var found = await change.ReadAsync(
                "select referrals.review_opening($1, $2)", [opening, note], row => row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0), cancellationToken);
            return (found[0], null);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return (null, Refused);
        }
    }
}
