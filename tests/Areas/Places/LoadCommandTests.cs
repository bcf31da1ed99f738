using WorkWell.TestKit;

namespace WorkWell.Areas.Places.Tests;

public sealed class LoadCommandTests : IDisposable
{
    private readonly PlacesFixture given = new();

    public void Dispose() => given.Dispose();

    [Fact]
    public async Task Loading_the_sample_says_that_it_is_one_and_a_directory_on_the_same_data_serves_it()
    {
        var (exit, output) = await RunAsync("load-postcodes", Path.Combine(given.WithSample.Sample, "sample-postcodes.csv"));

        Assert.Equal(0, exit);
        Assert.Contains("This is the SAMPLE", output, StringComparison.Ordinal);
        Assert.Contains("postcodes loaded", output, StringComparison.Ordinal);
        Assert.True(given.Open().Status.Postcodes!.IsSample);
    }

    [Fact]
    public async Task A_refused_file_says_why_changes_nothing_and_exits_with_one()
    {
        var (exit, output) = await RunAsync("load-practices", given.AFile("odd.csv", "a,b,c"));

        Assert.Equal(1, exit);
        Assert.Contains("Refused; nothing was changed. odd.csv: this is neither", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_rows_are_named_by_file_and_line()
    {
        var (exit, output) = await RunAsync("load-postcodes", "--accept-smaller", given.ADirectory("nonsense,,,,,,,", "LE4 0ZA,,E06000016,,,,,"));

        Assert.Equal(0, exit);
        Assert.Contains("ONSPD_TEST.csv:2: has no valid postcode", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "WorkWell.Host.dll");
        return CommandLine.RunAsync(
            "dotnet", [host, .. arguments], new Dictionary<string, string> { ["WORKWELL_DATA"] = given.Root, ["WORKWELL_CONFIG"] = Checkout.Path("config") });
    }
}
