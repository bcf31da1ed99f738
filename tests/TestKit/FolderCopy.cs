namespace WorkWell.TestKit;

/// <summary>Copies a folder for a test to change.</summary>
public static class FolderCopy
{
    /// <summary>Copies a folder and its contents.</summary>
    /// <param name="from">The source folder.</param>
    /// <param name="to">The target folder; created if missing.</param>
    public static void Make(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
