namespace WorkWell.TestKit;

/// <summary>The checkout that contains these tests.</summary>
public static class Checkout
{
    /// <summary>The folder that contains WorkWell.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path inside the checkout.</summary>
    /// <param name="parts">Folders and file name.</param>
    /// <returns>The full path.</returns>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "WorkWell.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No WorkWell.sln above {AppContext.BaseDirectory}.");
    }
}
