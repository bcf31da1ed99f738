using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>
/// The image without a container engine: publishes, copies what the Dockerfile copies, and runs it as its user does, in a folder of its own. Takes minutes, so
/// only with --all, and needs root to become another user.
/// </summary>
public sealed partial class ImageTreeTests : IDisposable
{
    private const string Nobody = "65534";
    private readonly string folder = Directory.CreateTempSubdirectory("workwell-image-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_the_Dockerfile_copies_starts_for_real_people_as_another_user()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WORKWELL_TEST_ALL") == "1" && Environment.UserName == "root", "Only with --all, as root.");
        var published = Path.Combine(folder, "published");
        await RunAsync(
            Checkout.Root, "dotnet", "publish", "host", "-c", "Release", "-o", published, "-p:ContinuousIntegrationBuild=true", "-p:RestoreLockedMode=true");
        var app = Path.Combine(folder, "root", "app");
        foreach (Match copied in CopiedFromBuild().Matches(await File.ReadAllTextAsync(Checkout.Path("Dockerfile"))))
        {
            var (isOwned, from, to) = (copied.Groups[1].Success, copied.Groups[2].Value, Path.GetFullPath(Path.Combine(app, copied.Groups[3].Value)));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await RunAsync(folder, "cp", "-r", from == "/app" ? published + "/." : from.Replace("/src/", Checkout.Root + "/", StringComparison.Ordinal), to);
            if (isOwned) await RunAsync(folder, "chown", "-R", Nobody, to);
        }
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await RunAsync(folder, "chown", Nobody, data);
        await RunAsync(folder, "chmod", "-R", "a+rX", folder);

        await using var database = await TestDatabase.CreateAsync();
        string[] asNobody =
        [
            "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "env", "-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", $"HOME={data}",
            $"WORKWELL_CONFIG={app}/config", $"WORKWELL_PLUGINS={app}/areas", $"WORKWELL_PAGES={app}/pages", $"WORKWELL_DATA={data}",
            $"WORKWELL_DATABASE={database.HostConnectionString}", "WORKWELL_Protection__KeySecret=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "WORKWELL_PublicAddress=https://workwell.example", "WORKWELL_NationalDesk__Phone=0300 000 0000",
            "WORKWELL_NationalDesk__TeamEmail=desk@workwell.example", "WORKWELL_NationalDesk__TeamFrom=09:00",
            "WORKWELL_NationalDesk__TeamUntil=17:00", "dotnet", Path.Combine(app, "WorkWell.Host.dll"),
        ];
        // No area that ships states how its team is reached, so a host for real people would refuse each.
        foreach (var settings in Directory.GetFiles(Path.Combine(app, "config", "areas"), "area.json", SearchOption.AllDirectories))
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(settings))!;
            json["contact"] = JsonNode.Parse(
                """{ "phone": "0300 000 0000", "teamEmail": "team@area.example", "teamHours": { "from": "09:00", "until": "17:00" } }""");
            await File.WriteAllTextAsync(settings, json.ToJsonString());
        }
        foreach (var area in Directory.GetDirectories(Path.Combine(app, "areas")).Select(area => Path.GetFileName(area)!))
            await RunAsync(app, "setpriv", [.. asNobody, "approve-plugin", area, "--by", "Asha Patel"]);

        using var host = Start(app, "setpriv", [.. asNobody, "serve", "--address", "http://127.0.0.1:0"]);
        try
        {
            var said = new List<string>();
            Match ready = Match.Empty;
            while (!ready.Success && await host.StandardError.ReadLineAsync() is { } line)
            {
                said.Add(line);
                ready = ReadyLine().Match(line);
            }
            Assert.True(ready.Success, string.Join('\n', said));
            using var client = new HttpClient();
            var health = JsonElement.Parse(await client.GetStringAsync($"{ready.Groups[1].Value}/health/ready"));
            Assert.All(health.GetProperty("areas").EnumerateArray(), area => Assert.Equal("ready", area.GetProperty("state").GetString()));
            var sending = health.GetProperty("checks").GetProperty("sending").GetProperty("says").GetString();
            Assert.Contains("Nothing is being sent", sending, StringComparison.Ordinal);
        }
        finally
        {
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
        }
    }

    private static async Task RunAsync(string inFolder, string program, params string[] arguments)
    {
        using var process = Start(inFolder, program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
    }

    private static Process Start(string inFolder, string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = inFolder, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;

    [GeneratedRegex(@"^COPY --from=build (--chown=\S+ )?(\S+) (\S+)$", RegexOptions.Multiline)]
    private static partial Regex CopiedFromBuild();

    [GeneratedRegex(@"Open (http://\S+?)/ in a browser")]
    private static partial Regex ReadyLine();
}
