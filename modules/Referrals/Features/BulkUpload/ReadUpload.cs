using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>An organisation's own software looks how its upload in the background stands, fetches the answer, or cancels it.</summary>
internal static class ReadUpload
{
    /// <summary>How an upload stands.</summary>
    /// <param name="State">queued, running, done, cancelled, failed or interrupted.</param>
    /// <param name="Progress">From 0 to 1.</param>
    internal sealed record Standing(BackgroundJobState State, double Progress)
    {
        /// <summary>Why it ended early; what was received until then stays, and sending the file again makes nothing twice.</summary>
        public string? Problem { get; init; }

        /// <summary>The answer, once it is done.</summary>
        public BulkAnswer? Answer { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (source, permission) in UploadReferrals.Permissions)
        {
            var address = $"{UploadReferrals.AddressOf(source)}/{{id:guid}}";
            routes.MapGet(address, FindAsync)
                .Produces<Standing>().ProducesProblem(StatusCodes.Status404NotFound)
                .WithTags("Doors").WithSummary("How an upload in the background stands, and its answer once it is done.")
                .RequirePermission(permission);
            routes.MapDelete(address, CancelAsync)
                .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
                .WithTags("Doors").WithSummary("Cancel an upload in the background. Referrals that were received until then stay.")
                .RequirePermission(permission);
        }
    }

    private static async Task<IResult> FindAsync(
        Guid id, Actor sender, UploadStore uploads, BackgroundJobs jobs, SealedOutcome outcomes, ITexts texts, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, sender, uploads, jobs, cancellationToken) is not { } own) return NotFound.ToResult();
        // Read after the job's state: an upload that was answered between the two would be done and have no answer.
        var outcome = await uploads.FindAsync(id, cancellationToken) is { Answer: { } answer } ? outcomes.Open(answer) : null;
        return TypedResults.Json(
            new Standing(own.Job.State, own.Job.Progress) { Problem = own.Job.Problem, Answer = outcome is null ? null : BulkAnswer.Of(outcome, texts) },
            ReferralJson.AtDoors);
    }

    private static async Task<IResult> CancelAsync(Guid id, Actor sender, UploadStore uploads, BackgroundJobs jobs, CancellationToken cancellationToken)
    {
        if (await OwnAsync(id, sender, uploads, jobs, cancellationToken) is not { } own) return NotFound.ToResult();
        return await jobs.CancelAsync(sender, own.Job.Id, cancellationToken) ? TypedResults.NoContent() : Ended.ToResult();
    }

    // Another organisation's upload is not there for this one.
    private static async Task<(Upload Upload, BackgroundJobStatus Job)?> OwnAsync(
        Guid id, Actor sender, UploadStore uploads, BackgroundJobs jobs, CancellationToken cancellationToken) =>
        await uploads.FindAsync(id, cancellationToken) is { Job: { } job } upload && upload.Sender == sender.Name
        && await jobs.FindAsync(sender, job, cancellationToken) is { } status
            ? (upload, status) : null;

    private static Problem NotFound { get; } = new(
        "referrals.no-such-upload", StatusCodes.Status404NotFound, "There is no such upload of this key. Answers are kept for seven days.");

    private static Problem Ended { get; } = new("referrals.upload-ended", StatusCodes.Status409Conflict, "This upload has ended already.");
}
