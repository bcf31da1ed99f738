using Microsoft.Extensions.Logging;

namespace WorkWell.Areas.Places;

/// <summary>
/// The index that serves: the loaded one, or the sample while none was ever loaded. A file that is refused leaves the one before it serving; the sample
/// never steps in for a loaded index that went bad, because its few postcodes would pass for the whole country.
/// </summary>
/// <typeparam name="T">The index.</typeparam>
internal sealed class WatchedIndex<T>(string path, Func<string?> sample, Func<string, T> open, ILogger log)
    where T : class
{
    private readonly Lock gate = new();
    private (string Path, DateTime WrittenAt, long Length)? seen;
    private bool triedSample;
    private volatile T? current;
    private volatile string? refused;

    /// <summary>The index, or null while there is none.</summary>
    public T? Current => current;

    /// <summary>Why the newest file was refused, if it was.</summary>
    public string? Refused => refused;

    /// <summary>Moves to the newest file, if there is a newer one than the one seen last.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            var file = new FileInfo(path);
            if (file.Exists) Look(file);
            else if (!triedSample && current is null && seen is null) TrySample();
        }
    }

    private void TrySample()
    {
        triedSample = true;
        Try("the sample", () => sample() is { } made ? open(made) : null);
    }

    private void Look(FileInfo file)
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
            PlacesLog.Refused(log, name, wrong.Message, current is null ? "none" : "the one before it");
        }
    }
}
