namespace WorkWell.TestKit;

/// <summary>A copy of a folder that a test may change.</summary>
public static class FolderCopy
{
    /// <summary>Copies a folder with all that is in it.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="to">The copy; made if it is not there.</param>
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
