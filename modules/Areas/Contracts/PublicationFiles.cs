using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>The files of an area's folder. Hidden files, such as those that editors leave, do not belong to it.</summary>
public sealed class PublicationFiles
{
    /// <summary>How many files a folder may hold.</summary>
    internal const int MaxFiles = 2_000;

    /// <summary>How large a folder may be, in bytes.</summary>
    internal const int MaxBytes = 20_000_000;

    private readonly SortedDictionary<string, byte[]> files;

    internal PublicationFiles(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        this.files = new(files.ToDictionary(), StringComparer.Ordinal);
        Hashes = this.files.ToDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value)));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', this.files.Keys.Select(path => $"{Hashes[path]} {path}")))));
    }

    /// <summary>The files: path below the folder with "/" between folders, and content, in order of path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => files;

    /// <summary>The hash of each file, by path.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>The hash over paths and contents.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">An area's folder.</param>
    /// <returns>Its files; or what is wrong, in a sentence that names the file.</returns>
    public static (PublicationFiles? Files, string? Wrong) Read(string folder)
    {
        if (!Directory.Exists(folder)) return (null, $"There is no folder {folder}.");
        var found = new Dictionary<string, byte[]>();
        var bytes = 0L;
        var pending = new Stack<DirectoryInfo>([new(folder)]);
        while (pending.TryPop(out var next))
        {
            foreach (var entry in next.EnumerateFileSystemInfos().Where(entry => !entry.Name.StartsWith('.')))
            {
                var path = Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/');
                if (entry.LinkTarget is not null) return (null, $"{path} is a link. Put the file or folder itself there.");
                if (entry is DirectoryInfo below)
                {
                    pending.Push(below);
                    continue;
                }
                try
                {
                    found[path] = RegularFile.ReadAllBytes(entry.FullName);
                }
                catch (IrregularFileException irregular)
                {
                    return (null, $"{path}: {irregular.Message}");
                }
                bytes += found[path].Length;
                if (found.Count > MaxFiles || bytes > MaxBytes)
                    return (null, string.Create(CultureInfo.InvariantCulture,
                        $"The folder holds too much: at most {MaxFiles} files of {MaxBytes / 1_000_000} MB together. ") +
                        "Take out what does not belong to an area.");
            }
        }
        return found.Count == 0 ? (null, $"The folder {folder} is empty.") : (new(found), null);
    }

    /// <summary>Writes the files into a folder.</summary>
    /// <param name="folder">A folder; made where it is missing. Files that are there already and have other names stay.</param>
    public void WriteTo(string folder)
    {
        foreach (var (path, content) in files)
        {
            var to = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllBytes(to, content);
        }
    }
}
