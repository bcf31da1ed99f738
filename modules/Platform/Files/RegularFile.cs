using System.Collections.Concurrent;
using System.Text;

namespace WorkWell.Platform;

/// <summary>
/// Reads the files people put into a folder: ordinary files only, and never through a link. Reading a pipe would block until something is written to it, and a
/// link may lead outside the folder.
/// </summary>
public static class RegularFile
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(1);
    // Pipes that did not open, by creation time: each costs one thread, once.
    private static readonly ConcurrentDictionary<string, DateTime> Unanswered = new();

    /// <summary>Lists the ordinary files of a folder and its subfolders, without following links.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Paths, in order.</returns>
    public static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(
        folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
        .Order(StringComparer.Ordinal);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="IrregularFileException">It is a link, a pipe or a device.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null) throw new IrregularFileException("The file is a link. Put the file itself here.");
        // Only an ordinary file has a length, so it can be opened directly.
        return file.Exists && file.Length == 0 ? ReadEmpty(file) : File.ReadAllBytes(path);
    }

    /// <summary>Reads a whole text file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its text, with U+FFFD in place of what is not UTF-8.</returns>
    /// <exception cref="IrregularFileException">It is a link, a pipe or a device.</exception>
    public static string ReadAllText(string path)
    {
        using var text = new StreamReader(new MemoryStream(ReadAllBytes(path)), Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return text.ReadToEnd();
    }

    private static byte[] ReadEmpty(FileInfo file)
    {
        if (Unanswered.TryGetValue(file.FullName, out var made) && made == file.LastWriteTimeUtc) throw NotOrdinary();
        var opening = Task.Factory.StartNew(() => IsOrdinary(file.FullName), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!opening.Wait(OpenLimit)) Unanswered[file.FullName] = file.LastWriteTimeUtc;
        else if (opening.Result) return [];
        throw NotOrdinary();
    }

    // A file that has just been empty counts as empty: writing to it changes it again.
    private static bool IsOrdinary(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return stream.CanSeek;
    }

    private static IrregularFileException NotOrdinary() => new("It is not an ordinary file. Put a file here that can be read from beginning to end.");
}

/// <summary>A file to be read is not an ordinary file.</summary>
/// <param name="says">One plain sentence.</param>
public sealed class IrregularFileException(string says) : IOException(says);
