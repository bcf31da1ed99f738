using Microsoft.Extensions.DependencyInjection;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals.Tests;

public sealed class ReplayDecisionsTests : IAsyncLifetime
{
    private readonly OneDoor one = new();

    public async ValueTask InitializeAsync()
    {
        await one.InitializeAsync();
        foreach (var postcode in (string[])["LE1 0ZA", "DY1 0ZA", "B1 0ZA", "CR0 0ZA", "N1 0ZA", "nowhere"])
        {
            foreach (var situation in (string?[])["in-work", "out-of-work", null])
            {
                var json = OneDoor.Good(postcode: postcode);
                json["work"]!["situation"] = situation;
                json["work"]!["weeksOutOfWork"] = situation == "out-of-work" ? 12 : null;
                json["groups"] = new System.Text.Json.Nodes.JsonObject { ["care-leaver"] = true };
                await one.ReferAsync(json);
            }
        }
    }

    public ValueTask DisposeAsync() => one.DisposeAsync();

    [Theory]
    [InlineData(ReplaySettings.Stored)]
    [InlineData(ReplaySettings.Current)]
    public async Task Stored_facts_give_the_stored_decision_again(ReplaySettings settings)
    {
        var (report, differences) = await RunAsync(new() { Settings = settings });
        Assert.Empty(differences);
        Assert.Equal((15, 0, 3, 0), (report.Decided, report.Different, report.AtNationalDesk, report.NotPossible));
    }

    [Fact]
    public async Task A_decision_that_was_changed_afterwards_is_named()
    {
        var reference = await one.Host.Database.ReadAsync<string>(
            """
            update referrals.referral set decision = jsonb_set(decision, '{outcome}', '"not-eligible"')
              where id = (select id from referrals.referral where area = 'llr' and outcome = 'eligible' limit 1) returning reference
            """);
        foreach (var settings in Enum.GetValues<ReplaySettings>())
        {
            var (report, differences) = await RunAsync(new() { Settings = settings });
            Assert.Equal((1L, reference), (report.Different, Assert.Single(differences).Reference));
            Assert.StartsWith("not-eligible", differences[0].Before, StringComparison.Ordinal);
            Assert.StartsWith("eligible", differences[0].Now, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_decision_by_other_code_than_the_area_has_now_is_counted_also_where_it_comes_out_the_same()
    {
        Assert.Equal(0, (await RunAsync(new())).Report.ByOtherCode);
        await one.Host.Database.ReadAsync<string>(
            """
            update referrals.referral set decision = jsonb_set(decision, '{pluginContent}', '"0123456789ABCDEF"')
              where id = (select id from referrals.referral where area = 'llr' limit 1) returning reference
            """);
        var (report, _) = await RunAsync(new());
        Assert.Equal((0L, 1L), (report.Different, report.ByOtherCode));
    }

    [Fact]
    public async Task A_line_of_the_trace_that_was_changed_afterwards_is_named()
    {
        await one.Host.Database.ReadAsync<string>(
            """
            update referrals.referral set decision = jsonb_set(decision, '{trace,0}', '"lives-in-area/no/stated"')
              where id = (select id from referrals.referral where area = 'ncl' limit 1) returning reference
            """);
        Assert.Equal(1, (await RunAsync(new())).Report.Different);
        Assert.Equal(0, (await RunAsync(new() { Settings = ReplaySettings.Current })).Report.Different);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_counted_as_not_possible()
    {
        await one.Host.Database.ReadAsync<string>(
            "update referrals.referral set settings_revision = 99 where id = (select id from referrals.referral where area = 'llr' limit 1) returning " +
            "reference");
        Assert.Equal(1, (await RunAsync(new())).Report.NotPossible);
    }

    [Fact]
    public async Task Only_the_area_and_the_days_asked_for_are_decided_again()
    {
        Assert.Equal(3, (await RunAsync(new() { Area = "dudley" })).Report.Decided);
        Assert.Equal(15, (await RunAsync(new() { Since = new DateOnly(2026, 9, 7) })).Report.Decided);
        Assert.Equal(0, (await RunAsync(new() { Since = new DateOnly(2026, 9, 8) })).Report.Decided);
    }

    private async Task<(ReplayReport Report, List<ReplayDifference> Differences)> RunAsync(ReplayRequest request)
    {
        var differences = new List<ReplayDifference>();
        return (await one.Host.Services.GetRequiredService<IReplay>().RunAsync(request, differences.Add, default), differences);
    }
}
