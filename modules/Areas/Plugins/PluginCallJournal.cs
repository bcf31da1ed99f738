using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// Keeps in a file which areas' code is being called, so that the next host sees whose code was running when a process ended without saying so. A stack
/// overflow or an exception on a thread of its own cannot be caught; code that ended a host twice in a row is not called again until it changes.
/// </summary>
internal sealed class PluginCallJournal : IDisposable
{
    private const int Slots = 4096;
    private const int MaxEnded = 2;
    private static readonly TimeSpan ForTheLock = TimeSpan.FromMinutes(1);
    private readonly string? folder;
    private readonly FileStream? file;
    private MemoryMappedViewAccessor? view;

    public PluginCallJournal(IConfiguration configuration)
    {
        if (configuration["Data"] is not { } data) return;
        folder = Path.Combine(data, "plugin-calls");
        Directory.CreateDirectory(folder);
        using var alone = Lock();
        NoteEndedHosts();
        // Nobody else opens it while this host lives: that is how the next one knows that it has ended.
        file = new FileStream(Path.Combine(folder, $"{Guid.NewGuid():n}.calls"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        file.SetLength(Slots * sizeof(int));
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        view = map.CreateViewAccessor();
    }

    /// <summary>The mark of an area in the file.</summary>
    public static int MarkOf(string area) => BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(area))) | 1;

    /// <summary>Notes that a thread calls an area's code; 0 when the call has ended.</summary>
    /// <param name="thread">A number of the thread.</param>
    /// <param name="mark">The area's mark.</param>
    public void Note(int thread, int mark) => view?.Write(thread % Slots * sizeof(int), mark);

    /// <summary>Why an area's code is not called: it ended hosts. Null when it is.</summary>
    public string? WhatIsWrong(string area, string content)
    {
        if (folder is null) return null;
        using var alone = Lock();
        var ended = Read(RecordOf(MarkOf(area)));
        if (ended.Times == 0) return null;
        // What happened with other code does not count for this.
        if (ended.Content is null) Write(MarkOf(area), ended with { Content = content });
        else if (ended.Content != content) File.Delete(RecordOf(MarkOf(area)));
        return ended.Content == content && ended.Times >= MaxEnded
            ? $"Its code was running when the host ended without warning, {ended.Times.ToString(CultureInfo.InvariantCulture)} times in a row. It is not " +
            "called again until it changes. Correct it, or if the host was ended from outside, delete the folder plugin-calls in the host's data folder."
            : null;
    }

    /// <summary>A host that stops as it should clears what it noted, and what ended only one host.</summary>
    public void Dispose()
    {
        // A call that hangs may return only now.
        Interlocked.Exchange(ref view, null)?.Dispose();
        if (file is null) return;
        using var alone = Lock();
        file.Dispose();
        File.Delete(file.Name);
        foreach (var record in Records().Where(record => Read(record).Times is > 0 and < MaxEnded)) File.Delete(record);
    }

    /// <summary>Ends like a killed process: the file stays as it is. For tests.</summary>
    internal void Abandon()
    {
        view?.Flush();
        view?.Dispose();
        file?.Dispose();
    }

    // Hosts that start and stop together would take each other's file, just made or just let go, for that of a host that ended. A killed host lets go of it.
    private FileStream Lock()
    {
        var since = Stopwatch.GetTimestamp();
        for (var wait = new SpinWait(); ; wait.SpinOnce())
        {
            try
            {
                return new FileStream(Path.Combine(folder!, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < ForTheLock)
            {
                // Another host has it for a moment.
            }
        }
    }

    private void NoteEndedHosts()
    {
        foreach (var path in Directory.EnumerateFiles(folder!, "*.calls"))
        {
            try
            {
                using var left = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, Slots * sizeof(int), FileOptions.DeleteOnClose);
                var bytes = new byte[Slots * sizeof(int)];
                left.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                var called = Enumerable.Range(0, Slots).Select(slot => BitConverter.ToInt32(bytes, slot * sizeof(int))).Where(mark => mark != 0)
                    .ToHashSet();
                // Only hosts that ended one after the other count: one that is ended from outside may be in any call.
                foreach (var record in Records().Where(record => !called.Select(RecordOf).Contains(record))) File.Delete(record);
                foreach (var mark in called)
                {
                    var ended = Read(RecordOf(mark));
                    Write(mark, ended with { Times = ended.Times + 1 });
                }
            }
            catch (IOException)
            {
                // Its host is alive.
            }
        }
    }

    private string[] Records() => Directory.GetFiles(folder!, "*.ended");

    private string RecordOf(int mark) => Path.Combine(folder!, mark.ToString("x8", CultureInfo.InvariantCulture) + ".ended");

    private static Ended Read(string record)
    {
        if (!File.Exists(record) || File.ReadAllLines(record) is not [var times, ..] lines || !int.TryParse(times, CultureInfo.InvariantCulture, out var count))
            return new(0, null);
        return new(count, lines.Length > 1 ? lines[1] : null);
    }

    private void Write(int mark, Ended ended) => File.WriteAllLines(RecordOf(mark), ended.Content is null
        ? [ended.Times.ToString(CultureInfo.InvariantCulture)] : [ended.Times.ToString(CultureInfo.InvariantCulture), ended.Content]);

    private sealed record Ended(int Times, string? Content);
}
