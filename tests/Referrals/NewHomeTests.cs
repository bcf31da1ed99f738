using System.Net.Http.Json;

namespace WorkWell.Referrals.Tests;

/// <summary>Somebody moves: staff decide again and are told what would change.</summary>
public sealed class NewHomeTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("DY1 0ZA", "Thrive into Work")]
    [InlineData("N1 0ZA", "WorkWell North Central London")]
    [InlineData("B8 0ZA", "WorkWell Birmingham and Solihull")]
    public async Task A_home_in_another_area_is_a_task_that_names_both_decisions(string postcode, string area)
    {
        var reference = await ReferAsync();
        await CorrectAsync(reference, new { addressLines = new[] { "9 New Street" }, postcode });

        var task = await TaskAsync(reference);
        Assert.Contains($"which {area} serves", task, StringComparison.Ordinal);
        Assert.Contains("Here the decision would change from eligible to not eligible", task, StringComparison.Ordinal);
        Assert.Contains($"{area} would decide: ", task, StringComparison.Ordinal);
        Assert.Contains("has been asked to take it on", task, StringComparison.Ordinal);
        Assert.Contains("close this referral as moved-away", task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postcode_in_the_last_line_counts_and_the_old_one_does_not_stay()
    {
        var reference = await ReferAsync();
        await CorrectAsync(reference, new { addressLines = new[] { "9 New Street", "Dudley DY1 0ZA" } });
        Assert.Contains("Thrive into Work serves", await TaskAsync(reference), StringComparison.Ordinal);
        Assert.Equal("9 New Street,Dudley|DY1 0ZA", await one.Host.Database.ReadAsync<string>(
            "select array_to_string(p.address_lines, ',') || '|' || p.postcode from people.person p join referrals.referral r on r.person_id = p.id where " +
            "r.reference = $1", reference));
    }

    [Theory]
    [InlineData("LE4 0ZA")]
    [InlineData("LE1 0ZA")]
    public async Task A_home_where_nothing_changes_needs_no_task(string postcode)
    {
        var reference = await ReferAsync();
        await CorrectAsync(reference, new { postcode });
        Assert.Equal("", await TaskAsync(reference));
    }

    [Fact]
    public async Task A_postcode_that_nobody_knows_is_asked_about()
    {
        var reference = await ReferAsync();
        await CorrectAsync(reference, new { postcode = "QZ9 9ZZ" });
        Assert.Contains("do not know which area serves it", await TaskAsync(reference), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_move_replaces_the_task_and_an_ended_referral_gets_none()
    {
        var reference = await ReferAsync();
        await CorrectAsync(reference, new { postcode = "DY1 0ZA" });
        one.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await CorrectAsync(reference, new { postcode = "N1 0ZA" });
        Assert.Contains("North Central London", await TaskAsync(reference), StringComparison.Ordinal);
        Assert.Equal(2L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code = 'home-moved'",
            reference));

        using var office = await one.OfficeAsync("llr");
        Assert.True((await office.PostAsync($"/api/referrals/{reference}/withdrawal", null)).IsSuccessStatusCode);
        await CorrectAsync(reference, new { postcode = "B8 0ZA" });
        Assert.Equal("", await TaskAsync(reference));
    }

    private async Task<string> ReferAsync() => (await one.ReferAsync(OneDoor.Good())).GetProperty("reference").GetString()!;

    private async Task CorrectAsync(string reference, object correction)
    {
        using var office = await one.OfficeAsync("llr");
        var response = await office.PostAsJsonAsync($"/api/referrals/{reference}/contact", correction);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<string> TaskAsync(string reference) => await one.Host.Database.ReadAsync<string>(
        "select string_agg(t.description, '|') from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code = " +
        "'home-moved' and t.closed_at is null", reference) ?? "";
}
