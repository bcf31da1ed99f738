using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using WorkWell.Host;

namespace WorkWell.TestKit;

/// <summary>The host as a separate process, to be interrupted, killed and restarted.</summary>
public sealed partial class ServingProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient client;

    private ServingProcess(Process process, string address)
    {
        this.process = process;
        Address = address;
        client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>The host's assembly file.</summary>
    public static string HostFile { get; } = typeof(WorkWellHost).Assembly.Location;

    /// <summary>The base address.</summary>
    public string Address { get; }

    /// <summary>Starts a host on a free port and waits until it is ready.</summary>
    /// <param name="data">The folder of its embedded database; two hosts may share one.</param>
    /// <param name="environment">Environment variables to set.</param>
    /// <returns>The process; dispose of it.</returns>
    public static async Task<ServingProcess> StartAsync(string data, IReadOnlyDictionary<string, string>? environment = null)
    {
        // A background process ignores Ctrl-C and passes that on to its children.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", "dotnet", HostFile, "serve", "--port", "0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["WORKWELL_DATA"] = data;
        start.Environment["WORKWELL_Development"] = "true";
        // Invented people share addresses, and nobody proves an invented organisation.
        start.Environment["WORKWELL_Dispatch__TextsToOneNumber"] = "0";
        start.Environment["WORKWELL_Dispatch__EmailsToOneAddress"] = "0";
        start.Environment["WORKWELL_Referrals__UnprovenReferrers"] = "accept";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        // An unread pipe would block the host once full.
        _ = process.StandardOutput.ReadToEndAsync();
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (ReadyLine().Match(line) is { Success: true } ready)
            {
                _ = process.StandardError.ReadToEndAsync();
                return new ServingProcess(process, ready.Groups[1].Value);
            }
        }
        throw new InvalidOperationException($"The host did not start: {string.Join('\n', said)}");
    }

    /// <summary>Requests a path.</summary>
    public async Task<HttpStatusCode> AskAsync(string path) => (await client.GetAsync(path)).StatusCode;

    /// <summary>Sends Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode;
    }

    /// <summary>The process id, for signals.</summary>
    public int ProcessId => process.Id;

    /// <summary>Kills the process, as kill -9 does.</summary>
    public void Kill() => process.Kill();

    /// <summary>Kills the process if it is still running.</summary>
    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"Open (http://\S+?)/ in a browser")]
    private static partial Regex ReadyLine();
}
