using System.Net;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>The host as a separate process, on its own embedded database.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly string data = Checkout.Path(".workwell", "serve-tests", Guid.NewGuid().ToString("n"));

    public void Dispose()
    {
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task It_starts_answers_and_stops_with_everything_it_started()
    {
        await using var host = await ServingProcess.StartAsync(data);
        Assert.Equal(HttpStatusCode.OK, await host.AskAsync("/health/live"));
        Assert.Equal(0, await host.InterruptAsync());
        Assert.False(File.Exists(Path.Combine(data, "postgres", "data", "postmaster.pid")), "The embedded server still runs.");
    }

    [Fact]
    public async Task Two_hosts_share_one_database_and_the_second_goes_on_when_the_first_stops()
    {
        await using var first = await ServingProcess.StartAsync(data);
        await using var second = await ServingProcess.StartAsync(data);
        Assert.NotEqual(first.Address, second.Address);
        await first.InterruptAsync();
        Assert.Equal(HttpStatusCode.OK, await second.AskAsync("/health/ready"));
        await second.InterruptAsync();
    }

    [Fact]
    public async Task After_a_kill_it_starts_again_on_the_same_database()
    {
        await using (var killed = await ServingProcess.StartAsync(data)) killed.Kill();
        await using var next = await ServingProcess.StartAsync(data);
        Assert.Equal(HttpStatusCode.OK, await next.AskAsync("/health/ready"));
        Assert.Equal(0, await next.InterruptAsync());
        Assert.False(File.Exists(Path.Combine(data, "postgres", "data", "postmaster.pid")), "The embedded server still runs.");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_another_to_try()
    {
        await using var first = await ServingProcess.StartAsync(data);
        var second = await CommandLine.RunAsync(
            "dotnet", [ServingProcess.HostFile, "serve", "--address", first.Address], new Dictionary<string, string> { ["WORKWELL_DATA"] = data });
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("is in use. Choose another port: ./workwell up --port", second.Output, StringComparison.Ordinal);
        await first.InterruptAsync();
    }
}
