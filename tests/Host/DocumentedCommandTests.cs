using System.Diagnostics;
using System.Globalization;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>Runs every command shown in the documentation, on a copy of the settings and its own database.</summary>
public sealed class DocumentedCommandTests : IDisposable
{
    private readonly string folder = Checkout.Path(".workwell", "documented-commands", Guid.NewGuid().ToString("n"));

    public DocumentedCommandTests() => FolderCopy.Make(Checkout.Path("config"), Path.Combine(folder, "config"));

    /// <summary>The distinct commands in the shell blocks of all pages.</summary>
    public static TheoryData<string> Commands { get; } = [.. Pages().SelectMany(ShellLines).Distinct().Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_shown_on_a_page_works(string command)
    {
        if (command == "./workwell test")
        {
            // This is the current run, so only check that CI runs it too.
            Assert.Contains(command, await File.ReadAllTextAsync(Checkout.Path(".ci", "run")), StringComparison.Ordinal);
            return;
        }
        Assert.StartsWith("./workwell ", command, StringComparison.Ordinal);
        var goesOn = command.StartsWith("./workwell up", StringComparison.Ordinal) || command.StartsWith("./workwell serve", StringComparison.Ordinal);
        var (exitCode, output) = goesOn ? await RunUntilReadyAsync(command) : await CommandLine.RunAsync("bash", ["-c", command], Surroundings);
        Assert.True(exitCode == 0, $"{command} ended with {exitCode}:\n{output}");
    }

    [Fact]
    public void The_pages_show_commands_at_all() => Assert.True(Commands.Count >= 5, "No commands were found on the pages.");

    private Dictionary<string, string> Surroundings =>
        new() { ["WORKWELL_CONFIG"] = Path.Combine(folder, "config"), ["WORKWELL_DATA"] = Path.Combine(folder, "data") };

    private async Task<(int ExitCode, string Output)> RunUntilReadyAsync(string command)
    {
        // The usual port may be in use. A background process ignores Ctrl-C, and so would its children.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", "bash", "-c",
            $"exec {command.Replace(":5080", ":0", StringComparison.Ordinal)} {(command.Contains("--address", StringComparison.Ordinal) ? "" : "--port 0")}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Checkout.Root,
        };
        foreach (var (name, value) in Surroundings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var rest = process.StandardOutput.ReadToEndAsync();
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (!line.Contains("Ready. Open ", StringComparison.Ordinal)) continue;
            using var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        }
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (process.ExitCode, string.Join('\n', said) + await rest);
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Checkout.Root, "*.md")
        .Concat(new[] { "docs", "plugins", "modules", "config" }.SelectMany(
        folder => Directory.EnumerateFiles(Checkout.Path(folder), "*.md", SearchOption.AllDirectories)))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static IEnumerable<string> ShellLines(string path)
    {
        var isShell = false;
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isShell = !isShell && line.Trim() is "```sh" or "```bash" or "```shell" or "```console";
            else if (isShell && line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')) yield return line.Trim();
        }
    }
}
