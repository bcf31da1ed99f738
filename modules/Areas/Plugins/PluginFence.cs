using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// Looks through every file of a plugin's folder before any of its code runs. The loader gives a plugin whatever it lacks from the host, so everything it asks
/// for has to be named here:
/// the area contract, the base library, or a DLL that lies in the folder and is looked through as well.
/// </summary>
internal static class PluginFence
{
    private static readonly string ContractName = typeof(IAreaPlugin).Assembly.GetName().Name!;

    // Beginnings of machine code for Linux and macOS; what begins like a Windows program is looked through as a DLL.
    private static readonly byte[][] NativeBeginnings = [
        [0x7F, (byte)'E', (byte)'L', (byte)'F'], [0xCF, 0xFA, 0xED, 0xFE], [0xCE, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE]];

    /// <summary>What keeps the plugin out, one sentence each.</summary>
    /// <param name="folder">The plugin's folder.</param>
    public static IReadOnlyList<string> WhatKeepsOut(string folder)
    {
        // A link leads to code that can be changed after it was looked at.
        if (FirstLink(folder) is { } link) return [$"{Path.GetRelativePath(folder, link)} is a link. Put the file itself here."];
        PluginFile[] files = [.. RegularFile.Below(folder).Select(path => new PluginFile(path, Path.GetRelativePath(folder, path), Beginning(path)))];
        var code = files.Where(file => file.IsCode).ToArray();
        var beside = code.Select(file => Path.GetFileNameWithoutExtension(file.Path)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. code.SelectMany(file => InAssembly(file.Path, file.Shown, beside)),
            .. files.Where(file => file.IsNative).Select(file => $"{file.Shown} is machine code. An area brings .NET code only."),
            .. files.Where(file => LeadsElsewhere(file.Path)).Select(file => $"{file.Shown} leads to code outside this folder."),
        ];
    }

    private static string? FirstLink(string folder) =>
        Directory.EnumerateFileSystemEntries(
        folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
            .FirstOrDefault(path => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint));

    private static IEnumerable<string> InAssembly(string path, string shown, IReadOnlySet<string> beside)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (name == ContractName)
            return [$"{shown} is a copy of the area contract, and the host has its own: leave it out (Private=\"false\" at the reference)."];
        if (ForbiddenApiScanner.IsBaseLibrary(name)) return [$"{shown} is named like a part of the base library: leave it out."];
        try
        {
            return ForbiddenApiScanner.WhatIsWrong(path, beside).Select(wrong => $"{shown} {wrong}.");
        }
        catch (BadImageFormatException)
        {
            return [$"{shown} is not a .NET assembly, or it is damaged."];
        }
    }

    private static byte[] Beginning(string path)
    {
        if (new FileInfo(path).Length == 0) return RegularFile.ReadAllBytes(path);
        using var file = File.OpenRead(path);
        var start = new byte[4];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    // Two files beside a DLL can name other places where its dependencies are looked for.
    private static bool LeadsElsewhere(string path) =>
        (path.EndsWith(".deps.json", StringComparison.OrdinalIgnoreCase) && RegularFile.ReadAllText(path).Contains("..", StringComparison.Ordinal))
        || (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && path.Contains(".runtimeconfig.", StringComparison.OrdinalIgnoreCase)
        && RegularFile.ReadAllText(path).Contains("additionalProbingPaths", StringComparison.OrdinalIgnoreCase));

    private sealed record PluginFile(string Path, string Shown, byte[] Beginning)
    {
        public bool IsCode => Path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || Beginning.AsSpan().StartsWith("MZ"u8);

        public bool IsNative => NativeBeginnings.Any(beginning => Beginning.AsSpan().StartsWith(beginning));
    }
}
