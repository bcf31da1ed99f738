using System.Text.Json;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Places;

/// <summary>Loads files of places on a running host.</summary>
internal sealed class LoadPlacesInBackground(IPlaceLoader loader) : IBackgroundJob
{
    public async Task<BackgroundJobResult> RunAsync(JsonElement argument, IProgress<BackgroundJobProgress> progress, CancellationToken cancellationToken)
    {
        var files = argument.Deserialize<LoadPlaceFiles>(JsonSerializerOptions.Web)!;
        var told = new Told(progress);
        var report = await Task.Run(() => files.Postcodes is { } postcodes
            ? loader.LoadPostcodes(postcodes, files.AcceptSmaller, told, cancellationToken)
            : loader.LoadPractices(files.Practices, files.AcceptSmaller, told, cancellationToken), cancellationToken);
        return new(report, report.Refused);
    }

    private sealed class Told(IProgress<BackgroundJobProgress> progress) : IProgress<PlaceLoadProgress>
    {
        public void Report(PlaceLoadProgress value) =>
            progress.Report(new(value.BytesRead / (double)Math.Max(1, value.BytesInAll),
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.Rows:N0} rows")));
    }
}
