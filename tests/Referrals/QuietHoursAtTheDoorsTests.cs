using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;

namespace WorkWell.Referrals.Tests;

/// <summary>Only whoever has just pressed the button themselves gets an answer in quiet hours.</summary>
public sealed class QuietHoursAtTheDoorsTests : IClassFixture<OneDoor>
{
    // A Sunday, 08:56 in London.
    private static readonly DateTimeOffset Sunday = new(2026, 9, 13, 7, 56, 0, TimeSpan.Zero);
    private static int numbers;
    private readonly OneDoor one;

    public QuietHoursAtTheDoorsTests(OneDoor one)
    {
        this.one = one;
        one.Host.Clock.Set(Sunday);
    }

    [Theory]
    [InlineData("primary-care")]
    [InlineData("employer")]
    [InlineData("jobcentre")]
    [InlineData("local-service")]
    public async Task Somebody_elses_referral_on_a_Sunday_wakes_nobody(string referralSource) =>
        Assert.Equal("Mon 08 f", await WhenAsync(Reference(await one.ReferAsync(OneDoor.Good(referralSource), referralSource))));

    [Theory]
    [InlineData("2026-09-09T00:10:00Z", "Wed 08 f")]
    [InlineData("2026-09-08T21:30:00Z", "Wed 08 f")]
    [InlineData("2026-12-25T11:00:00Z", "Sat 09 f")]
    [InlineData("2026-09-08T10:00:00Z", "Tue 11 f")]
    public async Task Nor_at_night_nor_on_a_bank_holiday(string at, string expected)
    {
        one.Host.Clock.Set(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, await WhenAsync(Reference(await one.ReferAsync(OneDoor.Good("jobcentre"), "jobcentre"))));
    }

    [Fact]
    public async Task An_upload_on_a_Sunday_wakes_nobody()
    {
        var (secret, _) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "sunday-upload", Areas = ["llr"], Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(30) }, default);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer/bulk")
        {
            Content = new ByteArrayContent(new BulkFileBuilder().Rows(3, "sunday").Bytes()) { Headers = { ContentType = new("text/csv") } },
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
        };
        Assert.Equal(3, JsonNode.Parse(await (await one.Host.Client.SendAsync(request)).Content.ReadAsStringAsync())!["received"]!.GetValue<int>());

        Assert.Equal(3L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message m join people.person p on p.id = m.person_id where p.email like 'sunday%' and not m.at_any_hour and " +
            "m.due_at >= '2026-09-14T07:00:00Z'"));
    }

    [Fact]
    public async Task Whoever_refers_themselves_is_answered_at_once() =>
        Assert.Equal("Sun 08 t", await WhenAsync(Reference(await one.ReferAsync(OneDoor.Good()))));

    [Fact]
    public async Task A_persons_own_referral_that_staff_let_go_on_at_night_waits_for_the_morning()
    {
        var json = OneDoor.Good();
        json["person"]!["nhsNumber"] = $"94769{Interlocked.Increment(ref numbers):00000}";
        var before = Reference(await one.ReferAsync(json));
        json["person"]!["givenName"] = "Priyo";
        var after = Reference(await one.ReferAsync(json));
        using var office = await one.OfficeAsync("llr");
        one.Host.Clock.Set(Sunday.AddHours(14));
        Assert.True((await office.PostAsJsonAsync($"/api/referrals/{after}/likely-duplicates/{before}", new { isSamePerson = false })).IsSuccessStatusCode);
        Assert.EndsWith(" f", await WhenAsync(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_that_staff_enter_at_night_is_confirmed_in_the_morning()
    {
        var reference = Reference(await one.ReferAsync(OneDoor.Good()));
        using var office = await one.OfficeAsync("llr");
        Assert.True((await office.PostAsync($"/api/referrals/{reference}/withdrawal", null)).IsSuccessStatusCode);
        Assert.False(await one.Host.Database.ReadAsync<bool>(
            "select m.at_any_hour from communications.message m join referrals.referral r on r.id = m.referral_id where r.reference = $1 and m.type = " +
            "'withdrawn-confirmation'", reference));
    }

    private static string Reference(System.Text.Json.JsonElement answer) => answer.GetProperty("reference").GetString()!;

    private async Task<string> WhenAsync(string reference) => (await one.Host.Database.ReadAsync<string>(
        "select to_char(m.due_at at time zone 'Europe/London', 'Dy HH24') || case when m.at_any_hour then ' t' else ' f' end from communications.message m " +
        "join referrals.referral r on r.id = m.referral_id where r.reference = $1 and m.person_id is not null", reference))!;
}
