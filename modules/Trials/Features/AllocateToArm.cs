using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Trials;

/// <summary>After consent and baseline data the computer allocates a person to an arm, once and for good.</summary>
internal static class AllocateToArm
{
    internal sealed record Allocation(string Arm, DateTimeOffset AllocatedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/referrals/{reference}/allocation", HandleAsync)
        .RequirePermission(Permission.AllocateToTrials)
        .Accepts<Readiness>("application/json")
        .Produces<Allocation>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithTags("Trials")
        .WithSummary("Allocate a person to an arm of the area's trial, at random. Asked again, it answers with the same arm.");

    private static async Task<IResult> HandleAsync(
        string reference, HttpRequest request, Actor actor, Database database, IReferrals referrals, IPeople people, IAreaCatalogue areas, IAuditTrail audit,
        CancellationToken cancellationToken)
    {
        if (await TrialBody.ReadAsync<Readiness>(request, cancellationToken) is not { } readiness) return TrialProblems.NotJson.ToResult();
        await using var change = database.Begin(actor);
        if (await referrals.FindForUpdateAsync(change, reference, cancellationToken) is not { } referral) return TrialProblems.NotFound.ToResult();
        if (areas.Ready.GetValueOrDefault(referral.Summary.Area)?.Trial is not { } design) return TrialProblems.NoTrial.ToResult();

        if (await FindAsync(change, referral.Summary, cancellationToken) is { } before) return TypedResults.Ok(before);
        var (otherwise, records) = await OneArmAPerson.CheckAsync(change, referral, referrals, people, cancellationToken);
        if (otherwise is not null) return otherwise.ToResult();
        if (referral.HasEnded) return TrialProblems.Ended.ToResult();
        if (!MayBeInvited(referral)) return TrialProblems.NotInvited.ToResult();
        if (await FindProblemAsync(change, referral.Summary, people, cancellationToken) is { } problem) return problem.ToResult();
        if (readiness.FindErrors(LondonTime.DateOf(change.At)) is { Count: > 0 } wrong) return TrialProblems.Fields(wrong).ToResult();

        var arm = RandomArm.Draw(design);
        Insert(change, referral.Summary, design, arm, readiness);
        change.Publish(new Allocated(referral.Summary.ReferralId, referral.Summary.Area, referral.Summary, referral.Facts, arm));
        // The arm is not in the audit trail: its readers may be blinded to allocations.
        audit.Record(change, referral.Summary.Area, "trials.allocated", referral.Summary.ReferralId);
        OneArmAPerson.Note(change, referral.Summary, records);
        if (!await change.TryCommitAsync(OneArmAPerson.IsUnique, cancellationToken)) return TrialProblems.Meanwhile.ToResult();
        return TypedResults.Ok(new Allocation(arm, change.At));
    }

    // A person who first said no waits for the area's team and may change their mind until other support has begun.
    private static bool MayBeInvited(ReferralForUpdate referral) =>
        referral.Summary.Outcome == EligibilityOutcome.Eligible && !referral.HasBegun && referral.Summary.Next is NextStep.OfferTrial or NextStep.AreaTeam;

    private static async Task<Problem?> FindProblemAsync(Change change, ReferralSummary summary, IPeople people, CancellationToken cancellationToken) =>
        (await people.ConsentsAsync(change, summary.PersonId, cancellationToken)).TryGetValue(RecordTrialConsent.Purpose, out var agreed)
            ? agreed ? null : TrialProblems.SaidNo
            : TrialProblems.NotAsked;

    private static async Task<Allocation?> FindAsync(Change change, ReferralSummary summary, CancellationToken cancellationToken) => (await change.ReadAsync(
        "select arm, allocated_at from trials.allocation where area = $1 and referral_id = $2",
        [summary.Area, summary.ReferralId], row => new Allocation(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancellationToken))
        .SingleOrDefault();

    private static void Insert(Change change, ReferralSummary summary, TrialDesign design, string arm, Readiness readiness) => change.Write(
        """
        insert into trials.allocation (area, referral_id, arm, register, shares, consented_on, baseline_on, allocated_at, allocated_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        summary.Area, summary.ReferralId, arm, design.Register, RandomArm.Shares(design), readiness.ConsentedOn!.Value, readiness.BaselineOn!.Value, change.At,
        change.Actor.Name);
}
