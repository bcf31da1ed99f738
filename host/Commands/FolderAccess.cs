namespace WorkWell.Host.Commands;

/// <summary>Says in plain words that a folder cannot be written, as in a container whose configuration belongs to somebody else.</summary>
internal static class FolderAccess
{
    /// <summary>Does work that writes into a folder.</summary>
    /// <returns>The work's exit code; 1 when the folder cannot be written.</returns>
    public static int Write(string folder, TextWriter to, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            to.WriteLine($"Nothing was recorded: the user that runs this command cannot write to {folder}. Approvals belong to the configuration, which " +
                "outlives a container: run the command where you keep it, or mount that folder so that this user can write to it and name it in " +
                "WORKWELL_CONFIG.");
            return 1;
        }
    }

    // EROFS, as .NET reports it on Linux.
    private const int ReadOnlyFileSystem = 30;
}
