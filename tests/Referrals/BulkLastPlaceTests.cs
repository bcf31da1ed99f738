using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals.Tests;

/// <summary>Rows of one file may want the same last place of a partner.</summary>
public sealed class BulkLastPlaceTests : IAsyncLifetime
{
    private readonly string config = Directory.CreateTempSubdirectory("workwell-places-").FullName;
    private OneDoor one = null!;

    public async ValueTask InitializeAsync() => one = await OneDoor.StartAsync(config, services => services[0]!["capacity"] = 2);

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    [Fact]
    public async Task A_file_with_more_people_than_places_fills_the_places_and_loses_nobody()
    {
        var sender = new Actor("key:places", Actor.AllAreas, "test");
        var outcome = await one.Host.Services.GetRequiredService<BulkImport>()
            .RunAsync(new MemoryStream(new BulkFileBuilder().Rows(5, "place").Bytes()), ReferralSource.Employer, sender, 100, default);
        Assert.Equal((5, 0), (outcome.Received, outcome.Bad.Count));
        Assert.Equal("offer-to-partner 2,area-team 3", await one.Host.Database.ReadAsync<string>(
            "select string_agg(next_step || ' ' || many, ',' order by next_step desc) from (select next_step, count(*) as many from referrals.referral group " +
            "by next_step) n"));
    }
}
