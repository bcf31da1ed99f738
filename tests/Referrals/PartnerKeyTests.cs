using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;

namespace WorkWell.Referrals.Tests;

/// <summary>A partner's key reaches what was offered to that partner, and nothing else of the area.</summary>
public sealed class PartnerKeyTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Fact]
    public async Task One_partners_key_neither_sees_nor_answers_the_offer_of_another()
    {
        var (reference, organisation) = await OfferedAsync();
        using var other = await PartnerAsync("somebody-else");
        using var own = await PartnerAsync(organisation);

        foreach (var path in (string[])["acceptance", "decline"])
            Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/referrals/{reference}/{path}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/referrals/{reference}")).StatusCode);
        Assert.False(await one.Host.Database.ReadAsync<bool>("select accepted_at is not null from referrals.referral where reference = $1", reference));

        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"/api/referrals/{reference}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await own.PostAsync($"/api/referrals/{reference}/acceptance", null)).StatusCode);
    }

    [Fact]
    public async Task After_declining_a_partner_sees_the_referral_no_more()
    {
        var (reference, organisation) = await OfferedAsync();
        using var own = await PartnerAsync(organisation);
        Assert.Equal(HttpStatusCode.OK, (await own.PostAsync($"/api/referrals/{reference}/decline", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync($"/api/referrals/{reference}")).StatusCode);
    }

    [Fact]
    public async Task Routes_that_show_more_than_one_partners_own_are_closed_to_partners()
    {
        var (reference, organisation) = await OfferedAsync();
        var referral = await one.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        using var own = await PartnerAsync(organisation);
        foreach (var path in (string[])[$"/api/referrals/{reference}/likely-duplicates", $"/api/referral-messages/{referral}"])
            Assert.Equal(HttpStatusCode.Forbidden, (await own.GetAsync(path)).StatusCode);
    }

    private async Task<(string Reference, string Organisation)> OfferedAsync()
    {
        var reference = (await one.ReferAsync(OneDoor.Good())).GetProperty("reference").GetString()!;
        return (reference, (await one.Host.Database.ReadAsync<string>("select organisation from referrals.referral where reference = $1", reference))!);
    }

    private async Task<HttpClient> PartnerAsync(string organisation)
    {
        var (secret, problem) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new()
            {
                Name = $"{organisation}-{Guid.NewGuid():n}", Areas = ["llr"], Permissions = Permission.OfOrganisations, Lasts = TimeSpan.FromDays(30),
                Organisation = organisation,
            },
            default);
        Assert.Null(problem);
        return new HttpClient
        {
            BaseAddress = one.Host.Client.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
        };
    }
}
