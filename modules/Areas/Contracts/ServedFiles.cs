namespace WorkWell.Areas.Contracts;

/// <summary>Where a host reads the files of its areas: the config folder, or a copy of what is published.</summary>
/// <param name="folder">A folder that contains <c>areas/CODE</c> and <c>areas/national</c>.</param>
public sealed class ServedFiles(string folder)
{
    /// <summary>A folder that contains <c>areas/CODE</c> and <c>areas/national</c>.</summary>
    public string Folder => folder;

    /// <summary>Raised when all files of something newly published are there.</summary>
    public event EventHandler? Published;

    internal void Say() => Published?.Invoke(this, EventArgs.Empty);
}
