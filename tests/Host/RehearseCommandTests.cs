using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>./workwell rehearse as a separate process, without a database.</summary>
public sealed class RehearseCommandTests
{
    [Fact]
    public async Task The_timeline_of_one_invented_person_counts_days_from_each_trigger()
    {
        var (exitCode, output) = await RehearseAsync("--people", "5", "--person", "3");

        Assert.True(exitCode == 0, output);
        var timeline = output[output.IndexOf("timeline of C000003", StringComparison.Ordinal)..];
        Assert.Matches(@"2026-09-\d\d \d\d:\d\d\W+0\W+referral-received\W+\S+", timeline);
    }

    [Theory]
    [InlineData("a number from 1 to that of --people", "--people", "5", "--person", "6")]
    [InlineData("a number from 1 to that of --people", "--people", "5", "--person", "0")]
    [InlineData("invented people at this terminal", "--stored", "--person", "1")]
    public async Task A_person_who_is_not_rehearsed_here_is_refused(string says, params string[] arguments)
    {
        var (exitCode, output) = await RehearseAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> RehearseAsync(params string[] arguments) => CommandLine.RunAsync(
        "dotnet", [ServingProcess.HostFile, "rehearse", "--area", "ncl", "--from", "2026-09-07", "--weeks", "1", .. arguments]);
}
