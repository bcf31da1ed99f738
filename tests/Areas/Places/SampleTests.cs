using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Areas.Places.Tests;

public sealed class SampleTests : IDisposable
{
    private readonly PlacesFixture given = new();

    public void Dispose() => given.Dispose();

    [Theory]
    [InlineData("LE4 0ZA", "E54000015", "E06000016")]
    [InlineData("LE15 0ZA", "E54000015", "E06000017")]
    [InlineData("B8 0ZA", "E54000055", "E08000025")]
    [InlineData("B37 0ZA", "E54000055", "E08000029")]
    [InlineData("DY1 0ZA", "E54000062", "E08000027")]
    [InlineData("SW18 0ZA", "E54000031", "E09000032")]
    [InlineData("N17 0ZA", "E54000028", "E09000014")]
    [InlineData("SW18 2PU", "E54000031", "E09000032")]
    public void The_sample_covers_all_five_areas(string postcode, string board, string authority)
    {
        var home = given.Open(given.WithSample).FindPostcode(postcode).Home;

        Assert.Equal((board, authority), (home.BoardCode, home.AuthorityCode));
    }

    [Theory]
    [InlineData("Z99011", "Shard End and Kitts Green PCN")]
    [InlineData("Z99018", "Washwood Heath PCN")]
    [InlineData("Z99013", "Washwood Heath and Nechells PCN")]
    [InlineData("Z99021", null)]
    public void The_sample_practices_belong_to_networks_old_names_among_them(string code, string? network) =>
        Assert.Equal(network, given.Open(given.WithSample).FindPractice(code)!.NetworkName);

    [Theory]
    [InlineData("Z99031", "E08000027")]
    [InlineData("Z99032", "E08000031")]
    public void A_practice_lies_in_the_authority_of_its_own_postcode(string code, string authority)
    {
        var places = given.Open(given.WithSample);
        Assert.Equal(authority, places.FindPractice(code)!.AuthorityCode);
        Assert.Equal(authority, Assert.Single(places.SearchPractices(code, 5)).Practice.AuthorityCode);
    }

    [Fact]
    public void Every_file_of_the_sample_says_in_its_first_line_that_it_is_one()
    {
        var files = Directory.GetFiles(given.WithSample.Sample, "*.csv");
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.StartsWith("# SAMPLE", File.ReadLines(file).First(), StringComparison.Ordinal));
        Assert.All(files, file => Assert.StartsWith("sample-", Path.GetFileName(file), StringComparison.Ordinal));
    }

    [Fact]
    public void The_sample_serves_only_until_the_real_directory_is_loaded_and_says_what_it_is()
    {
        var places = given.Open(given.WithSample);
        Assert.True(places.Status.Postcodes!.IsSample);
        Assert.Contains(given.Log, line => line.StartsWith("Warning: Only the SAMPLE", StringComparison.Ordinal));

        given.Load("LE1 1AA,,E06000016,,E92000001,,E54000015,E01013600");
        given.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(PostcodeState.NotInDirectory, places.FindPostcode("LE4 0ZA").State);
        Assert.Equal(("ONSPD_TEST.csv", false), (places.Status.Postcodes!.Source, places.Status.Postcodes.IsSample));
        Assert.True(places.Status.Practices!.IsSample);
    }

    [Fact]
    public void An_area_that_comes_while_the_host_runs_brings_invented_postcodes_of_its_own()
    {
        var areas = Directory.CreateDirectory(Path.Combine(given.Root, "areas", "kent")).Parent!.FullName;
        var places = given.Open(given.WithSample with { Areas = areas });
        Assert.Equal(PostcodeState.NotInDirectory, places.FindPostcode("ZA1 0AA").State);

        given.AFile("areas/kent/sample-postcodes.csv", "# SAMPLE", "pcds,doterm,oslaua,osward,ccg,icb,lsoa21", "ZA1 0AA,,,,,E54000032,");
        given.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("E54000032", places.FindPostcode("za10aa").Home.BoardCode);
        Assert.Equal("E06000016", places.FindPostcode("LE4 0ZA").Home.AuthorityCode);
        Assert.Equal((190, true), (places.Status.Postcodes!.Entries, places.Status.Postcodes.IsSample));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("empty")]
    [InlineData("pipe")]
    [InlineData("link")]
    public async Task An_areas_file_that_is_none_takes_the_sample_from_nobody(string kind)
    {
        var areas = Directory.CreateDirectory(Path.Combine(given.Root, "areas", "kent")).Parent!.FullName;
        Directory.CreateDirectory(Path.Combine(areas, "wolves"));
        given.AFile("areas/wolves/sample-postcodes.csv", "# SAMPLE", "pcds,doterm,oslaua,osward,ccg,icb,lsoa21", "ZA2 0AA,,,,,E54000062,");
        var file = Path.Combine(areas, "kent", "sample-postcodes.csv");
        if (kind == "pipe")
        {
            using var make = System.Diagnostics.Process.Start("mkfifo", [file]);
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        else if (kind == "link") File.CreateSymbolicLink(file, Path.Combine(areas, "wolves", "sample-postcodes.csv"));
        else given.AFile("areas/kent/sample-postcodes.csv", kind == "garbage" ? ["garbage"] : []);

        var places = given.Open(given.WithSample with { Areas = areas });

        Assert.Equal("E06000016", places.FindPostcode("LE4 0ZA").Home.AuthorityCode);
        Assert.Equal("E54000062", places.FindPostcode("ZA2 0AA").Home.BoardCode);
        Assert.NotNull(SamplePlaces.WhatIsWrong(file));
    }

    [Fact]
    public async Task A_running_host_answers_from_the_sample()
    {
        await using var host = await RunningHost.StartAsync();
        var places = host.Services.GetRequiredService<IPlaces>();

        Assert.Equal("E06000016", places.FindPostcode("LE4 0ZA").Home.AuthorityCode);
        Assert.Equal("Small Heath PCN", places.FindPractice("Z99015")!.NetworkName);
        Assert.Contains("189 postcodes from sample-postcodes.csv", await host.Client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_index_was_torn_says_so_in_its_health()
    {
        File.Move(given.AFile("torn", "not an index"), Path.Combine(Directory.CreateDirectory(given.WithSample.Data).FullName, "postcodes.index"));
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Data"] = given.Root });

        var health = await host.Client.GetStringAsync("/health/ready");

        Assert.Contains("degraded", health, StringComparison.Ordinal);
        Assert.Contains("postcodes.index: it is shorter than its header", health, StringComparison.Ordinal);
    }
}
