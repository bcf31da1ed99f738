using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Staff look at one referral of their areas. The look itself is recorded.</summary>
internal static class ReadReferral
{
    internal sealed record ReferralDetail
    {
        public required string Reference { get; init; }
        public required string Area { get; init; }
        public required ReferralSource ReferralSource { get; init; }
        public required DateTimeOffset ReceivedAt { get; init; }
        public required bool IsUrgent { get; init; }
        public required NextStep Next { get; init; }
        public string? Service { get; init; }
        public string? Organisation { get; init; }
        public DateTimeOffset? AcceptedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndReason { get; init; }

        /// <summary>Who it is. A partner learns that once it has accepted the referral, if the person agreed to be named.</summary>
        public ContactDetails? Person { get; init; }

        /// <summary>Why others may be the same person, where that is not settled.</summary>
        public required IReadOnlyList<string> LikelyDuplicates { get; init; }

        public required bool AwaitsSettlement { get; init; }
        public required bool AwaitsLook { get; init; }
        public required IReadOnlyDictionary<string, bool> Consents { get; init; }
        public ReferrerInput? Referrer { get; init; }
        public EmployerInput? Employer { get; init; }

        /// <summary>The decision and its trace, for the area's own team.</summary>
        public DecisionRecord? Decision { get; init; }

        /// <summary>What we noticed about single fields.</summary>
        public required IReadOnlyList<NoteInWords> Notes { get; init; }

        public int? SettingsRevision { get; init; }
        public string? PluginVersion { get; init; }
        public required ReferralFacts Facts { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/referrals/{reference}", HandleAsync)
        .RequirePermission(Permission.ReadReferrals, partnersToo: true)
        .Produces<ReferralDetail>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithTags("Staff")
        .WithSummary("Look at one referral of your areas.");

    private static async Task<IResult> HandleAsync(
        string reference, Actor actor, Database database, ReferralStore store, IPeople people, IAuditTrail audit, ITexts texts,
        CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(actor, reference, cancellationToken) is not { } referral) return ReferralProblems.NotFound.ToResult();

        await using var change = database.Begin(actor.ForItsArea);
        var consents = await people.ConsentsAsync(change, referral.PersonId, cancellationToken);
        var identity = await people.IdentityAsync(change, referral.PersonId, cancellationToken);
        audit.Record(change, referral.Area, "referrals.read", referral.Id);
        await change.CommitAsync(cancellationToken);
        var person = MayKnow.WhoItIs(actor, referral, consents)
            ? (await people.ContactsAsync(actor, [referral.PersonId], cancellationToken))[referral.PersonId] : null;
        var detail = DetailOf(referral, person, consents, [.. identity.Unsettled.SelectMany(other => other.Because).Distinct()], texts);
        return TypedResults.Json(actor.Organisation is null ? detail : ForPartner(detail), ReferralJson.AtDoors);
    }

    // What is needed to help. How the area decided, who else was told and who referred are the area's.
    private static ReferralDetail ForPartner(ReferralDetail detail) => detail with
    {
        LikelyDuplicates = [], Referrer = null, Employer = null, Decision = null, Notes = [],
        Facts = new()
        {
            ReceivedOn = detail.Facts.ReceivedOn, ReferralSource = detail.Facts.ReferralSource, Situation = detail.Facts.Situation,
            Needs = detail.Facts.Needs, Language = detail.Facts.Language, MeetingWays = detail.Facts.MeetingWays,
        },
    };

    private static ReferralDetail DetailOf(
        Referral referral, ContactDetails? person, IReadOnlyDictionary<string, bool> consents, IReadOnlyList<string> duplicates, ITexts texts) => new()
    {
        Reference = referral.Reference,
        Area = referral.Area,
        ReferralSource = referral.ReferralSource,
        ReceivedAt = referral.ReceivedAt,
        IsUrgent = referral.IsUrgent,
        Next = referral.Next,
        Service = referral.Service,
        Organisation = referral.Organisation,
        AcceptedAt = referral.AcceptedAt,
        EndedAt = referral.EndedAt,
        EndReason = referral.EndReason,
        Person = person,
        LikelyDuplicates = duplicates,
        AwaitsSettlement = referral.AwaitsSettlement,
        AwaitsLook = referral.AwaitsLook,
        Consents = consents,
        Referrer = referral.Referrer,
        Employer = referral.Employer,
        Decision = referral.Decision,
        Notes = [.. referral.Decision.Notes.Select(note => new NoteInWords(note.Field, note.Code, note.In(texts, isAboutThem: true).Value))],
        SettingsRevision = referral.SettingsRevision,
        PluginVersion = referral.PluginVersion,
        Facts = referral.Facts,
    };
}
