using System.Text.Json;
using Npgsql;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>Referrals in the database.</summary>
internal sealed class ReferralStore(Database database) : IReferrals
{
    public const string RequestIsUnique = "referral_request_key";
    public const string ReferenceIsUnique = "referral_reference_key";

    private const string Columns = """
        id, area, reference, person_id, referral_source, received_at, facts, decision, settings_revision, plugin_version, referrer, is_urgent, is_demonstration,
        next_step, service, organisation, offer_number, declined_services, accepted_at, ended_at, end_reason, employer, awaits_settlement,
        allocated_at, is_in_danger, awaits_look, offered_at, offer_links_from
        """;

    public static void Insert(Change change, Referral referral, IdempotencyKey? idempotencyKey) => change.WriteRow(
        """
        insert into referrals.referral (
          id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision, settings_revision, plugin_version,
          referrer,
          service, organisation, offer_number, is_demonstration, request_id, request_sha256, employer, awaits_settlement, is_in_danger, awaits_look,
          offered_at)
        select
          r.id, r.area, r.reference, r.person_id, r.referral_source, r.received_at, r.outcome, r.next_step, r.is_urgent, r.facts::jsonb, r.decision::jsonb,
            r.settings_revision,
          r.plugin_version, r.referrer::jsonb, r.service, r.organisation, r.offer_number, r.is_demonstration, r.request_id, r.request_sha256, r.employer::jsonb,
            r.awaits_settlement, r.is_in_danger, r.awaits_look, r.offered_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) as r (
          id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision, settings_revision, plugin_version,
          referrer,
          service, organisation, offer_number, is_demonstration, request_id, request_sha256, employer, awaits_settlement, is_in_danger, awaits_look,
          offered_at)
        """,
        referral.Id, referral.Area, referral.Reference, referral.PersonId, ReferralSourceKeys.Of(referral.ReferralSource), referral.ReceivedAt,
        StoredKeys<EligibilityOutcome>.Of(referral.Decision.Outcome), StoredKeys<NextStep>.Of(referral.Next), referral.IsUrgent, Write(referral.Facts),
        Write(referral.Decision), DbValue.Number(referral.SettingsRevision), DbValue.Text(referral.PluginVersion),
        DbValue.Text(referral.Referrer is null ? null : Write(referral.Referrer)), DbValue.Text(referral.Service), DbValue.Text(referral.Organisation),
        referral.OfferNumber, referral.IsDemonstration, DbValue.Id(idempotencyKey?.Id), DbValue.Bytes(idempotencyKey?.Sha256),
        DbValue.Text(referral.Employer is null ? null : Write(referral.Employer)), referral.AwaitsSettlement, referral.IsInDanger, referral.AwaitsLook,
        DbValue.Instant(referral.OfferedAt));

    /// <summary>Keeps how a referral stands after an answer, an offer or an end. The decision itself never changes.</summary>
    public static void Update(Change change, Referral referral) => change.Write(
        """
        update referrals.referral
        set next_step = $2, service = $3, organisation = $4, offer_number = $5, declined_services = $6, accepted_at = $7, ended_at = $8, end_reason = $9,
          awaits_settlement = $10, awaits_look = $11, offered_at = $12, offer_links_from = $13
        where id = $1
        """,
        referral.Id, StoredKeys<NextStep>.Of(referral.Next), referral.Service, referral.Organisation, referral.OfferNumber, referral.DeclinedServices.ToArray(),
        referral.AcceptedAt, referral.EndedAt, referral.EndReason, referral.AwaitsSettlement, referral.AwaitsLook,
        referral.OfferedAt, referral.OfferLinksFrom);

    /// <summary>Reads and locks a referral until this change ends. An actor of an organisation finds only what is offered to that organisation.</summary>
    public static async Task<Referral?> FindAsync(Change change, string reference, CancellationToken cancellationToken) =>
        ReferralReference.TryRead(reference, out var exact) ? await FindOneAsync(change, "reference", exact, cancellationToken) : null;

    /// <summary>Reads and locks a referral until this change ends, as <see cref="FindAsync(Change, string, CancellationToken)"/> does.</summary>
    public static Task<Referral?> FindAsync(Change change, Guid id, CancellationToken cancellationToken) =>
        FindOneAsync(change, "id", id, cancellationToken);

    private static async Task<Referral?> FindOneAsync(Change change, string column, object value, CancellationToken cancellationToken)
    {
        var found = await change.ReadAsync($"select {Columns} from referrals.referral where {column} = $1 for update", [value], Read, cancellationToken);
        return found.SingleOrDefault(referral => change.Actor.Organisation is not { } own || referral.Organisation == own);
    }

    private const string OffersUsually = "accepted_at is not null, received_at desc";

    /// <summary>The columns by which offers can be sorted.</summary>
    public static IReadOnlyDictionary<string, string> OfferOrders { get; } = new Dictionary<string, string>
    {
        ["referral"] = "reference", ["service"] = "service", ["organisation"] = "organisation", ["made"] = "coalesce(offered_at, received_at)",
        ["state"] = "accepted_at",
    };

    /// <summary>
    /// Reads what was offered to organisations of an area and is waiting or under way: unless it is asked for otherwise, what waits first, then the newest. An
    /// actor of an organisation finds its own.
    /// </summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="sortedBy">One of <see cref="OfferOrders"/>; null: as usual.</param>
    /// <param name="isDescending">Whether the largest comes first.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many to read.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public Task<IReadOnlyList<Referral>> OffersAsync(
        Actor actor, string area, string? sortedBy, bool isDescending, int skip, int take, CancellationToken cancellationToken)
    {
        var order = sortedBy is null ? OffersUsually : OfferOrders[sortedBy] + (isDescending ? " desc nulls last" : " nulls last");
        return database.ReadAsync(
            actor,
            $"""
            select {Columns} from referrals.referral
            where area = $1 and organisation is not null and ended_at is null and organisation = coalesce($2, organisation)
            order by {order}, id offset $3 limit $4
            """,
            [area, DbValue.Text(actor.Organisation), skip, take], Read, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReferralDetails?> DetailsAsync(Actor actor, Guid referral, CancellationToken cancellationToken) =>
        await ReadAsync(actor, referral, cancellationToken) is { } found ? new(found.Summary(), found.Facts, found.IsInDanger) : null;

    /// <summary>How many offers wait for an answer; of an actor of an organisation, its own.</summary>
    public async Task<int> CountWaitingOffersAsync(Actor actor, CancellationToken cancellationToken) => (await database.ReadAsync(
        actor,
        """
        select count(*)::int from referrals.referral
        where organisation is not null and ended_at is null and accepted_at is null and organisation = coalesce($1, organisation)
        """,
        [DbValue.Text(actor.Organisation)], row => row.GetInt32(0), cancellationToken))[0];

    /// <summary>Reads and locks two referrals, always in the same order to avoid deadlocks.</summary>
    public static async Task<(Referral? One, Referral? Other)> FindBothAsync(Change change, string one, string other, CancellationToken cancellationToken)
    {
        if (!ReferralReference.TryRead(one, out var first) || !ReferralReference.TryRead(other, out var second)) return default;
        string[] references = [first, second];
        var found = await change.ReadAsync(
            $"select {Columns} from referrals.referral where reference = any ($1) order by id for update", [references], Read, cancellationToken);
        return (found.SingleOrDefault(referral => referral.Reference == first), found.SingleOrDefault(referral => referral.Reference == second));
    }

    /// <summary>Reads the referrals of several records of people, oldest first.</summary>
    public static Task<IReadOnlyList<Referral>> OfPeopleAsync(Change change, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        change.ReadAsync($"select {Columns} from referrals.referral where person_id = any ($1) order by received_at, id", [people.ToArray()], Read,
        cancellationToken);

    /// <summary>Reads and locks the referrals of several records of people that have not ended, oldest first.</summary>
    public static Task<IReadOnlyList<Referral>> UnderWayAsync(Change change, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        change.ReadAsync(
            $"select {Columns} from referrals.referral where person_id = any ($1) and ended_at is null order by received_at, id for update",
            [people.ToArray()], Read, cancellationToken);

    /// <summary>Notes that a trial's computer has allocated the person.</summary>
    public static void NoteAllocation(Change change, Guid referral) =>
        change.Write("update referrals.referral set allocated_at = $2 where id = $1", referral, change.At);

    async Task<IReadOnlyList<ReferralForUpdate>> IReferrals.OfPeopleAsync(
        Change change, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        [.. (await OfPeopleAsync(change, people, cancellationToken)).Select(Held)];

    public async Task<ReferralForUpdate?> FindForUpdateAsync(Change change, string reference, CancellationToken cancellationToken) =>
        await FindAsync(change, reference, cancellationToken) is { } referral ? Held(referral) : null;

    private static ReferralForUpdate Held(Referral referral) => new(referral.Summary(), referral.Facts, referral.EndedAt is not null)
    {
        HasBegun = referral.AcceptedAt is not null,
        AwaitsSettlement = referral.AwaitsSettlement,
    };

    /// <summary>Reads the referral that a post made the first time it came; null when it came with another body.</summary>
    public async Task<Referral?> FindByRequestAsync(IdempotencyKey idempotencyKey, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            Actor.Job("referrals.repeat"), $"select {Columns} from referrals.referral where request_id = $1 and request_sha256 = $2",
            [idempotencyKey.Id, idempotencyKey.Sha256], Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>
    /// Which of these posts have made a referral already, and which; and which of these references are taken: among millions of referrals, one of some hundred
    /// new references often is, and would undo the whole batch.
    /// </summary>
    public async Task<(IReadOnlyDictionary<Guid, KnownReferral> Requests, IReadOnlySet<string> References)> KnownAsync(
        IReadOnlyCollection<Guid> requests, IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            Actor.Job("referrals.repeat"),
            """
            select request_id, request_sha256, reference, outcome, is_urgent from referrals.referral where request_id = any ($1)
            union all
            select null, null, reference, null, null from referrals.referral where reference = any ($2)
            """,
            [requests.ToArray(), references.ToArray()],
            row => row.IsDBNull(0) ? (Id: (Guid?)null, Referral: new KnownReferral(row.GetString(2), [], default, false))
            : (Id: row.GetGuid(0), Referral: new KnownReferral(
                row.GetString(2), row.GetFieldValue<byte[]>(1), StoredKeys<EligibilityOutcome>.Read(row.GetString(3)), row.GetBoolean(4))),
            cancellationToken);
        return (found.Where(one => one.Id is not null).ToDictionary(one => one.Id!.Value, one => one.Referral),
            found.Where(one => one.Id is null).Select(one => one.Referral.Reference).ToHashSet());
    }

    /// <summary>Reads a referral as it stands, by what the public calls it.</summary>
    public async Task<Referral?> ReadAsync(Actor actor, string reference, CancellationToken cancellationToken)
    {
        if (!ReferralReference.TryRead(reference, out var exact)) return null;
        var found = await database.ReadAsync(actor, $"select {Columns} from referrals.referral where reference = $1", [exact], Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Reads a referral as it stands.</summary>
    public async Task<Referral?> ReadAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        (await database.ReadAsync(actor, $"select {Columns} from referrals.referral where id = $1", [id], Read, cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyDictionary<Guid, ReferralSummary>> SummariesAsync(
        Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            actor, $"select {Columns} from referrals.referral where id = any ($1)", [referrals.ToArray()], Read, cancellationToken);
        return found.ToDictionary(referral => referral.Id, referral => referral.Summary());
    }

    public async Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(
        Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken cancellationToken) => (await database.ReadAsync(
            actor, "select id, reference from referrals.referral where id = any ($1)", [referrals.ToArray()],
            row => (Id: row.GetGuid(0), Reference: row.GetString(1)), cancellationToken)).ToDictionary(one => one.Id, one => one.Reference);

    public async Task<ReferralSummary?> FindAsync(Actor actor, string reference, CancellationToken cancellationToken) =>
        (await ReadAsync(actor, reference, cancellationToken))?.Summary();

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, ReferralJson.Stored);

    private static T Json<T>(NpgsqlDataReader row, int column) => JsonSerializer.Deserialize<T>(row.GetString(column), ReferralJson.Stored)!;

    private static Referral Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Area = row.GetString(1),
        Reference = row.GetString(2),
        PersonId = row.GetGuid(3),
        ReferralSource = StoredKeys<ReferralSource>.Read(row.GetString(4)),
        ReceivedAt = row.GetFieldValue<DateTimeOffset>(5),
        Facts = Json<ReferralFacts>(row, 6),
        Decision = Json<DecisionRecord>(row, 7),
        SettingsRevision = row.IsDBNull(8) ? null : row.GetInt32(8),
        PluginVersion = row.IsDBNull(9) ? null : row.GetString(9),
        Referrer = row.IsDBNull(10) ? null : Json<ReferrerInput>(row, 10),
        IsUrgent = row.GetBoolean(11),
        IsDemonstration = row.GetBoolean(12),
        Next = StoredKeys<NextStep>.Read(row.GetString(13)),
        Service = row.IsDBNull(14) ? null : row.GetString(14),
        Organisation = row.IsDBNull(15) ? null : row.GetString(15),
        OfferNumber = row.GetInt32(16),
        DeclinedServices = row.GetFieldValue<string[]>(17),
        AcceptedAt = row.IsDBNull(18) ? null : row.GetFieldValue<DateTimeOffset>(18),
        EndedAt = row.IsDBNull(19) ? null : row.GetFieldValue<DateTimeOffset>(19),
        EndReason = row.IsDBNull(20) ? null : row.GetString(20),
        Employer = row.IsDBNull(21) ? null : Json<EmployerInput>(row, 21),
        AwaitsSettlement = row.GetBoolean(22),
        AllocatedAt = row.IsDBNull(23) ? null : row.GetFieldValue<DateTimeOffset>(23),
        IsInDanger = row.GetBoolean(24),
        AwaitsLook = row.GetBoolean(25),
        OfferedAt = row.IsDBNull(26) ? null : row.GetFieldValue<DateTimeOffset>(26),
        OfferLinksFrom = row.IsDBNull(27) ? null : row.GetFieldValue<DateTimeOffset>(27),
    };
}

/// <summary>What a sender may know of a referral that a post of theirs made.</summary>
/// <param name="Reference">What to call it by.</param>
/// <param name="Sha256">The hash of what it was made of.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="IsUrgent">Whether somebody may not be safe.</param>
internal sealed record KnownReferral(string Reference, byte[] Sha256, EligibilityOutcome Outcome, bool IsUrgent)
{
    public static KnownReferral Of(Referral referral, byte[] sha256) => new(referral.Reference, sha256, referral.Decision.Outcome, referral.IsUrgent);
}
