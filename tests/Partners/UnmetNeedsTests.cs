using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners.Tests;

public sealed class GapsInProvisionTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    private static readonly DateOnly Today = new(2026, 9, 7);

    [Fact]
    public async Task Gaps_are_counted_by_area_and_need_each_referral_once()
    {
        var everywhere = new Actor("test", Actor.AllAreas, "report");
        var again = Guid.NewGuid();
        await RecordAsync("llr", again, ["money-or-debt", "housing"], "service-full");
        given.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await RecordAsync("llr", again, ["money-or-debt", "housing"], "service-paused");
        await RecordAsync("llr", Guid.NewGuid(), ["money-or-debt"], "service-full");
        await RecordAsync("swl", Guid.NewGuid(), [], "outside-catchment");
        var gaps = given.Host.Services.GetRequiredService<IUnmetNeeds>();

        var all = await gaps.CountAsync(everywhere, Today, Today, default);

        Assert.Equal([("llr", "money-or-debt", 2), ("llr", "housing", 1), ("swl", UnmetNeedCount.NotStated, 1)],
            all.Select(gap => (gap.Area, gap.Need, gap.Referrals)));
        Assert.Equal((2, 1), (all[0].ByReason["service-full"], all[0].ByReason["service-paused"]));
        Assert.Equal(["swl"], (await gaps.CountAsync(new Actor("test", ["swl"], "report"), Today, Today, default)).Select(gap => gap.Area));
        Assert.Empty(await gaps.CountAsync(everywhere, Today.AddDays(1), Today.AddDays(9), default));
    }

    private async Task RecordAsync(string area, Guid referral, string[] needs, string reason)
    {
        var facts = new ReferralFacts { ReceivedOn = Today, Needs = needs, Language = "gu", MeetingWays = ["phone"] };
        await using var change = given.Database.Begin(new Actor("test", [area], "test"));
        given.Partners.RecordGap(change, area, referral, facts, [new Reason(reason)]);
        await change.CommitAsync(default);
    }
}
