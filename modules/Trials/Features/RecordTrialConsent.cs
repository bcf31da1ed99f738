using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Trials;

/// <summary>The trial's team records a person's answer about taking part, where the form did not ask or the person changes their mind.</summary>
internal static class RecordTrialConsent
{
    /// <summary>The purpose under which People stores the answers. The newest counts; it is stored nowhere else.</summary>
    public const string Purpose = "trial";

    private static readonly string[] Ways = ["spoken", "form"];

    internal sealed record ConsentInput
    {
        public bool? IsGiven { get; init; }

        public string? How { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/referrals/{reference}/trial-consent", HandleAsync)
        .RequirePermission(Permission.AllocateToTrials)
        .Accepts<ConsentInput>("application/json")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Trials")
        .WithSummary("Record that a person agrees to take part in the area's trial, or does not. The newest answer holds.");

    private static async Task<IResult> HandleAsync(
        string reference, HttpRequest request, Actor actor, Database database, IReferrals referrals, IPeople people, IAreaCatalogue areas, IAuditTrail audit,
        CancellationToken cancellationToken)
    {
        if (await TrialBody.ReadAsync<ConsentInput>(request, cancellationToken) is not { IsGiven: { } isGiven, How: { } how } || !Ways.Contains(how))
            return TrialProblems.NotAnAnswer.ToResult();
        await using var change = database.Begin(actor);
        if (await referrals.FindForUpdateAsync(change, reference, cancellationToken) is not { } referral) return TrialProblems.NotFound.ToResult();
        if (areas.Ready.GetValueOrDefault(referral.Summary.Area)?.Trial is null) return TrialProblems.NoTrial.ToResult();

        people.RecordConsent(change, referral.Summary.PersonId, Purpose, isGiven, how);
        audit.Record(change, referral.Summary.Area, "trials.consent-recorded", referral.Summary.ReferralId);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
