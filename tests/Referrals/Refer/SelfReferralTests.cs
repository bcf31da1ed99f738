namespace WorkWell.Referrals.Tests;

/// <summary>The form of somebody who refers themselves, without script.</summary>
public sealed class SelfReferralTests(OneDoor given) : IClassFixture<OneDoor>
{
    [Fact]
    public async Task Somebody_in_work_and_struggling_refers_themselves_from_start_to_reference()
    {
        using var visit = new FormVisit(given.Host);
        var pages = await visit.FillAsync();

        Assert.Equal("/refer/self/done", visit.At);
        Assert.Equal(["place", "situation", "health", "safety", "can-we-help"], pages.Take(5));
        var reference = visit.Text(".nhsuk-panel strong");
        Assert.Equal("llr", await given.Host.Database.ReadAsync<string>("select area from referrals.referral where reference = $1", reference));
        Assert.Equal("eligible", await given.Host.Database.ReadAsync<string>("select outcome from referrals.referral where reference = $1", reference));
    }
}
