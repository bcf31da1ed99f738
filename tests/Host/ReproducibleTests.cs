using System.Diagnostics;
using System.Security.Cryptography;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>
/// Whoever builds a release from its source can see that it is the one that runs. The program is published from two folders in which the files were made in
/// different orders. Their paths are equally long, because the code of pages counts characters; the Dockerfile builds in /src always. Takes minutes, so only
/// with --all.
/// </summary>
public sealed class ReproducibleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workwell-twice-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_published_from_two_folders_is_the_same_byte_for_byte()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WORKWELL_TEST_ALL") == "1", "Only with --all.");
        var one = await PublishAsync("one");
        var other = await PublishAsync("two");
        Assert.True(one.Count > 100, "Little was published.");
        Assert.Equal(one.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(one.Where(file => other[file.Key] != file.Value).Select(file => file.Key));
    }

    // What the Dockerfile copies out of its build stage.
    private async Task<Dictionary<string, string>> PublishAsync(string place)
    {
        var to = Path.Combine(folder.FullName, place);
        Copy(Checkout.Root, to);
        foreach (var part in (string[])["modules", "plugins", "host", "config", "node_modules"])
            Copy(Checkout.Path(part), Path.Combine(to, part), isDeep: true);
        var start = new ProcessStartInfo("dotnet",
            ["publish", "host", "-c", "Release", "-o", "published", "-p:ContinuousIntegrationBuild=true", "-p:RestoreLockedMode=true", "-v", "quiet"])
        {
            WorkingDirectory = to, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        using var publish = Process.Start(start)!;
        var output = publish.StandardOutput.ReadToEndAsync();
        var errors = publish.StandardError.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, await output + await errors);
        return new[] { "published", Path.Combine("artifacts", "areas"), Path.Combine("artifacts", "pages") }
            .SelectMany(part => Directory.EnumerateFiles(Path.Combine(to, part), "*", SearchOption.AllDirectories))
            .ToDictionary(file => Path.GetRelativePath(to, file), HashOf, StringComparer.Ordinal);
    }

    private static string HashOf(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private static void Copy(string from, string to, bool isDeep = false)
    {
        Directory.CreateDirectory(to);
        var files = Directory.GetFiles(from).Order(StringComparer.Ordinal);
        foreach (var file in to.Contains("/two", StringComparison.Ordinal) ? files.Reverse() : files) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        if (!isDeep) return;
        foreach (var inner in Directory.EnumerateDirectories(from).Where(inner => !IsBuilt(inner)))
            Copy(inner, Path.Combine(to, Path.GetFileName(inner)), isDeep: true);
    }

    private static bool IsBuilt(string path) => Path.GetFileName(path) is "bin" or "obj" && !path.Contains("node_modules", StringComparison.Ordinal);
}
