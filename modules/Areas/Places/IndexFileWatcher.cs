using Microsoft.Extensions.Logging;

namespace WorkWell.Areas.Places;

/// <summary>
/// The index in use: the loaded one, or the sample as it is now if none was ever loaded. A refused file leaves the previous index in use. The sample never
/// replaces a loaded index that became invalid, because its few postcodes would pass for the whole country.
/// </summary>
/// <typeparam name="T">The type of the index.</typeparam>
internal sealed class IndexFileWatcher<T>(string path, Func<string> sampleStamp, Func<string?> sample, Func<string, T> open, ILogger log)
    where T : class
{
    private readonly Lock gate = new();
    private (string Path, DateTime WrittenAt, long Length)? seen;
    private string? seenSample;
    private volatile T? current;
    private volatile string? refused;

    /// <summary>The index, or null when there is none.</summary>
    public T? Current => current;

    /// <summary>Why the newest file was refused; null when it was not.</summary>
    public string? Refused => refused;

    /// <summary>Switches to the newest file if it has changed.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            var file = new FileInfo(path);
            if (file.Exists) Poll(file);
            else if (seen is null) TrySample();
        }
    }

    private void TrySample()
    {
        var stamp = sampleStamp();
        if (stamp == seenSample) return;
        seenSample = stamp;
        Try("the sample", () => sample() is { } made ? open(made) : null);
    }

    private void Poll(FileInfo file)
    {
        var stamp = (file.FullName, file.LastWriteTimeUtc, file.Length);
        if (stamp == seen) return;
        seen = stamp;
        Try(file.Name, () => open(file.FullName));
    }

    private void Try(string name, Func<T?> opening)
    {
        try
        {
            var opened = opening();
            refused = null;
            if (opened is null) return;
            current = opened;
            PlacesLog.Serving(log, typeof(T).Name, name);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            refused = $"{name}: {wrong.Message}";
            PlacesLog.Refused(log, name, wrong.Message, current is null ? "none" : "the previous one");
        }
    }
}
