namespace WorkWell.Host;

/// <summary>Secrets come from the environment, or from the file that the same name with _FILE names, as container platforms hand them over.</summary>
public static class Secrets
{
    private const string Ours = "WORKWELL_";
    private const string InFile = "_FILE";

    /// <summary>Reads one secret.</summary>
    /// <param name="name">The name of the environment variable, such as WORKWELL_DATABASE.</param>
    /// <returns>Its value, or the content of the file named by NAME_FILE without the line end; null where neither is set.</returns>
    /// <exception cref="InvalidOperationException">Both are set, or the file cannot be read.</exception>
    public static string? Read(string name)
    {
        var file = Environment.GetEnvironmentVariable(name + InFile);
        var given = Environment.GetEnvironmentVariable(name);
        if (file is not { Length: > 0 }) return given is { Length: > 0 } ? given : null;
        if (given is { Length: > 0 }) throw new InvalidOperationException($"{name} and {name}{InFile} are both set. Keep one.");
        return Content(name + InFile, file);
    }

    /// <summary>Every setting that the environment gives as a file: WORKWELL_Notify__ApiKey_FILE holds the setting Notify:ApiKey.</summary>
    /// <returns>The settings by their keys.</returns>
    /// <exception cref="InvalidOperationException">A file cannot be read.</exception>
    internal static Dictionary<string, string?> SettingsInFiles()
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(Ours, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(InFile, StringComparison.Ordinal)) continue;
            // What is no setting is read by its command alone: a host must not hold the owner's password because it is lying about.
            if (name.StartsWith(Ours + "DATABASE", StringComparison.Ordinal) || name.StartsWith(Ours + "BACKUP", StringComparison.Ordinal)) continue;
            if (variable.Value is not string { Length: > 0 } file) continue;
            settings[name[Ours.Length..^InFile.Length].Replace("__", ":", StringComparison.Ordinal)] = Content(name, file);
        }
        return settings;
    }

    private static string Content(string name, string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{name} names {file}, which cannot be read: {unreadable.Message}");
        }
    }
}
