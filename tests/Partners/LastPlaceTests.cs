using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Partners.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Partners.Tests;

public sealed class LastPlaceTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    [Fact]
    public async Task When_more_are_referred_at_once_than_there_are_places_each_place_goes_once_and_the_rest_go_to_the_areas_team_as_a_gap()
    {
        given.Coaching(service => service["capacity"] = 3);

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(ReferAsync));

        Assert.Equal(3, answers.Count(answer => answer.GetProperty("next").GetString() == "offer-to-partner"));
        Assert.Equal(9, answers.Count(answer => answer.GetProperty("next").GetString() == "area-team"));
        Assert.Equal(3, (await given.CoachingAsync()).Open);
        var gaps = await given.Host.Services.GetRequiredService<IUnmetNeeds>()
            .CountAsync(PartnersFixture.Ncl, new DateOnly(2026, 9, 7), new DateOnly(2026, 9, 8), default);
        Assert.Equal((9, 9), (gaps.Single(gap => gap.Need == "benefits").Referrals, gaps.Single(gap => gap.Need == "benefits").ByReason["service-full"]));
    }

    [Fact]
    public async Task A_place_comes_free_when_its_referral_is_withdrawn()
    {
        given.Coaching(service => service["capacity"] = 20);
        var before = (await given.CoachingAsync()).Open;
        var referred = await ReferAsync(99);
        Assert.Equal(before + 1, (await given.CoachingAsync()).Open);

        var id = await given.Host.Database.ReadAsync<Guid>(
            "select id from referrals.referral where reference = $1", referred.GetProperty("reference").GetString()!);
        await given.ReleaseAsync(id);

        Assert.Equal(before, (await given.CoachingAsync()).Open);
    }

    private async Task<JsonElement> ReferAsync(int number)
    {
        var response = await given.Host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName = "Demo",
                familyName = FamilyNames.Of(number),
                bornOn = "1984-02-11",
                postcode = "N1 0ZA",
                email = $"person.{number}@people.example",
                consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
            },
            work = new { situation = "in-work", healthAffectsWork = true, rightToWork = true },
            health = new { needs = new[] { "benefits" } },
        });
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }
}
