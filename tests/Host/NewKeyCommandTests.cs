using System.Net;
using System.Net.Http.Headers;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>The command makes keys while a host runs.</summary>
public sealed class NewKeyCommandTests(NewKeyCommandTests.OneHost one) : IClassFixture<NewKeyCommandTests.OneHost>
{
    [Fact]
    public async Task A_key_is_shown_once_opens_what_it_is_for_and_its_name_cannot_be_used_again()
    {
        // Only the key is written to standard output, for scripts.
        var (made, key) = await CommandLine.RunAsync(
            "bash", ["-c", $"dotnet '{ServingProcess.HostFile}' new-key --name desk --area llr --may read-referrals 2>/dev/null"], Surroundings);
        Assert.Equal(0, made);
        Assert.Matches("^wwk_[A-Za-z0-9_-]{43}\n$", key);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(key, HttpMethod.Get, "/api/referrals/WW-2222-222K"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(key, HttpMethod.Post, "/api/referrals/WW-2222-222K/acceptance"));

        var (again, refusal) = await RunAsync("--name", "desk", "--area", "llr", "--may", "read-referrals");
        Assert.Equal(1, again);
        Assert.Contains("Another key has this name.", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("wwk_", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--name", "desk", "--area", "llr", "--may", "do-anything")]
    public async Task What_is_missing_or_not_known_is_refused_in_words(params string[] arguments)
    {
        var (exitCode, says) = await RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.NotEmpty(says);
        Assert.DoesNotContain("   at ", says, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> AskAsync(string key, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key.Trim()) } };
        using var response = await one.Host.Client.SendAsync(request);
        return response.StatusCode;
    }

    private Dictionary<string, string> Surroundings => new() { ["WORKWELL_DATABASE"] = one.Host.Database.HostConnectionString };

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync("dotnet", [ServingProcess.HostFile, "new-key", .. arguments], Surroundings);

    public sealed class OneHost : IAsyncLifetime
    {
        public RunningHost Host { get; private set; } = null!;

        // A key is made in real time, and none works before it is made.
        public async ValueTask InitializeAsync() => Host = await RunningHost.StartAsync(replace: WrongClock.Of(TimeSpan.Zero));

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
