using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners.Tests;

public sealed class SearchPartnersTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    [Theory]
    [InlineData("sahelli hub")]
    [InlineData("SAHELI")]
    [InlineData("Sähëlï Hub")]
    [InlineData("the saheli hub service")]
    public async Task A_partner_is_found_by_its_name_without_its_accents_and_with_a_slip(string words)
    {
        var errors = await SearchAsync(new() { Words = words });

        Assert.Equal("Sähëlï Hub", errors.Found[0].Organisation.Name);
        Assert.Contains(errors.Found[0].Reasons, reason => reason.Code == "name-matches");
    }

    [Theory]
    [InlineData("back pain")]
    [InlineData("કમરનો દુખાવો")]
    [InlineData("ألم الظهر")]
    [InlineData("physio")]
    [InlineData("physioterapy")]
    public async Task What_hurts_is_found_in_the_words_of_any_language(string words)
    {
        var errors = await SearchAsync(new() { Words = words, Postcode = "LE4 0ZA" });

        Assert.Equal("llr-physiotherapy", errors.Found[0].Service.Code);
        Assert.Equal("llr", errors.Area);
    }

    [Fact]
    public async Task A_postcode_keeps_the_search_to_its_own_area_and_names_whom_to_ask()
    {
        var errors = await SearchAsync(new() { Postcode = "n17 0za" });

        Assert.NotEmpty(errors.Found);
        Assert.All(errors.Found, found => Assert.Equal("ncl", found.Area));
        Assert.Equal("ncl", Assert.Single(errors.Ask).Area);
    }

    [Fact]
    public async Task An_authority_serves_as_well_as_a_postcode() =>
        Assert.All((await SearchAsync(new() { Authority = "E09000032" })).Found, found => Assert.Equal("swl", found.Area));

    [Fact]
    public async Task Needs_come_first_for_services_that_name_them_and_services_for_any_need_follow()
    {
        var errors = await SearchAsync(new() { Needs = ["mental-health"], Area = "llr" });

        Assert.Equal(["llr-counselling", "llr-coaching"], errors.Found.Select(found => found.Service.Code));
        Assert.Contains(errors.Found[1].Reasons, reason => reason.Code == "helps-with-any-need");
    }

    [Fact]
    public async Task Where_nothing_fits_the_nearest_are_given_with_what_they_miss_and_the_area_to_ask()
    {
        var errors = await SearchAsync(new() { Needs = ["mental-health"], Language = "gu", Postcode = "LE4 0ZA" });

        Assert.Empty(errors.Found);
        Assert.Equal("llr-counselling", errors.Nearest[0].Service.Code);
        Assert.Equal(["speaks-other-languages"], errors.Nearest[0].Misses.Select(miss => miss.Code));
        Assert.Equal("llr", Assert.Single(errors.Ask).Area);
    }

    [Theory]
    [InlineData("zzzzzz qqqqqq")]
    [InlineData("'; drop table partners.pause; --")]
    [InlineData("\ud800")]
    [InlineData("ક્ષત્રજ્ઞ અઆઇ")]
    public async Task Words_that_meet_nothing_still_get_an_answer(string words)
    {
        var errors = await SearchAsync(new() { Words = words });

        Assert.True(errors.Found.Count + errors.Nearest.Count > 0);
        // Nobody said where they live: no area is theirs to ask.
        Assert.Empty(errors.Ask);
    }

    [Fact]
    public async Task Somebody_who_lives_where_no_area_serves_is_offered_no_help_and_no_number_of_another_area()
    {
        var errors = await SearchAsync(new() { Postcode = "M1 0ZA" });

        Assert.Equal((PostcodeState.Known, null), (errors.Place.State, errors.Area));
        Assert.Empty(errors.Found);
        Assert.Empty(errors.Nearest);
        Assert.Empty(errors.Ask);
    }

    [Fact]
    public async Task A_postcode_that_is_not_in_the_directory_narrows_nothing()
    {
        var errors = await SearchAsync(new() { Postcode = "LE4 9QQ", Words = "saheli" });

        Assert.Equal(PostcodeState.NotInDirectory, errors.Place.State);
        Assert.NotEmpty(errors.Found);
    }

    [Fact]
    public async Task A_catchment_a_language_and_a_way_of_meeting_narrow_and_rank()
    {
        given.Coaching(service =>
        {
            service["catchment"] = new System.Text.Json.Nodes.JsonArray("E09000014");
            service["languages"] = new System.Text.Json.Nodes.JsonArray("en", "ar");
            service["meetingWays"] = new System.Text.Json.Nodes.JsonArray("phone");
        });

        var inside = await SearchAsync(new() { Postcode = "N17 0ZA", Language = "ar", MeetingWays = ["phone", "video"] });
        Assert.Equal(["serves-this-place", "speaks-language", "meets-the-way-asked"], Assert.Single(inside.Found).Reasons.Select(reason => reason.Code));
        var outside = await SearchAsync(new() { Postcode = "N1 0ZA", MeetingWays = ["in-person"] });
        Assert.Equal(["serves-other-places", "meets-in-other-ways"], outside.Nearest[0].Misses.Select(reason => reason.Code));
        given.Coaching(_ => { });
    }

    [Fact]
    public async Task A_paused_service_is_still_found_last_and_says_so()
    {
        given.Coaching(service => service["isPaused"] = true);

        var found = Assert.Single((await SearchAsync(new() { Area = "ncl" })).Found);

        Assert.Contains(found.Reasons, reason => reason.Code == "takes-nobody-now");
        given.Coaching(_ => { });
    }

    [Fact]
    public async Task A_search_for_nothing_at_all_lists_everything_up_to_the_most_that_is_wanted()
    {
        Assert.True((await SearchAsync(new())).Found.Count >= 10);
        Assert.Equal(3, (await SearchAsync(new() { Max = 3 })).Found.Count);
        Assert.Empty((await SearchAsync(new() { Area = "nowhere" })).Found);
    }

    [Fact]
    public void Every_language_has_words_for_every_need_but_the_last()
    {
        var words = given.Host.Services.GetRequiredService<SearchWords>();
        Assert.All(Need.All.SkipLast(1), need =>
        {
            Assert.Contains(words.For(need), word => word.All(char.IsAsciiLetterOrDigit));
            Assert.Contains(words.For(need), word => word.Any(c => c is >= '\u0A80' and <= '\u0AFF'));
            Assert.Contains(words.For(need), word => word.Any(c => c is >= '\u0600' and <= '\u06FF'));
        });
    }

    private ValueTask<PartnerSearchResults> SearchAsync(PartnerQuery query) =>
        given.Host.Services.GetRequiredService<IPartnerSearch>().SearchAsync(query, default);
}
