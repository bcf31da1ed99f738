using System.Text.Json;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Reads an uploaded file in the background, as the upload itself would.</summary>
internal sealed class UploadInBackground(UploadStore uploads, BulkImport import, SealedOutcome outcomes) : IBackgroundJob
{
    public const string Key = "referrals.upload";

    /// <summary>How long an answer can be fetched.</summary>
    public static readonly TimeSpan AnswerLives = TimeSpan.FromDays(7);

    internal sealed record Argument(Guid Upload);

    public async Task<BackgroundJobResult> RunAsync(JsonElement argument, IProgress<BackgroundJobProgress> progress, CancellationToken cancellationToken)
    {
        var id = argument.Deserialize<Argument>(JsonSerializerOptions.Web)!.Upload;
        if (await uploads.FindAsync(id, cancellationToken) is not { } upload) return new(null, "The file is no longer here. Send it again.");
        var sender = new Actor(upload.Sender, Actor.StoredAreas(upload.Areas), UploadReferrals.Permissions[upload.Source]);
        await using var file = uploads.Open(id, read => progress.Report(new(read / (double)Math.Max(1, upload.Bytes))), cancellationToken);
        var outcome = await import.RunAsync(file, upload.Source, sender, UploadReferrals.MaxRows, cancellationToken);
        await uploads.AnswerAsync(id, outcomes.Seal(outcome, AnswerLives), cancellationToken);
        return new(new { outcome.Received, outcome.Repeated, GivenBack = outcome.Bad.Count });
    }
}
