using System.Net;
using System.Net.Http.Json;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Signing in as an invented member of staff: in a demonstration, and nowhere else.</summary>
public sealed class DemonstrationStaffTests
{
    [Fact]
    public async Task In_a_demonstration_one_click_makes_somebody_invented()
    {
        await using var host = await StartAsync();
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/demonstration");
        Assert.Equal(12, visit.Page.QuerySelectorAll("button[name=As]").Length);
        await visit.SendAsync(("As", "coach"));
        Assert.Equal("/staff/areas/llr/my-day", visit.At);
        await visit.OpenAsync("/staff/demonstration");
        await visit.SendAsync(("As", "operator"));
        Assert.Equal("/staff", visit.At);
    }

    [Fact]
    public async Task In_one_browser_one_is_everybody_in_turn()
    {
        await using var host = await StartAsync();
        using var visit = new FormVisit(host);
        foreach (var who in new[]
        {
            "coach", "team-lead", "partner-worker", "administrator", "second-administrator", "words-approver", "commissioner", "trial-manager",
            "outcome-assessor", "operator", "coach",
        })
        {
            await visit.OpenAsync("/staff/demonstration");
            await visit.SendAsync(("As", who));
            Assert.True(visit.Response.IsSuccessStatusCode, $"{who}: {visit.At} {visit.Heading}");
        }
    }

    [Fact]
    public async Task Whoever_is_referred_by_a_call_in_a_demonstration_is_invented_too()
    {
        await using var host = await StartAsync();
        using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName = "Demo", familyName = "Patel", bornOn = "1984-02-11", postcode = "N1 0ZA", email = "demo@people.example",
                consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true },
            },
            work = new { situation = "in-work", healthAffectsWork = true, rightToWork = true },
            health = new { needs = new[] { "benefits" } },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.True(await host.Database.ReadAsync<bool>("select bool_and(is_demonstration) from people.person"));
    }

    [Fact]
    public async Task Without_a_demonstration_there_is_no_such_page()
    {
        await using var host = await RunningHost.StartAsync();
        await IsClosedAsync(host);
    }

    [Fact]
    public async Task Under_a_public_address_there_is_no_such_page()
    {
        await using var host = await StartAsync(("PublicAddress", "https://workwell.example"));
        await IsClosedAsync(host);
    }

    [Fact]
    public async Task Beside_one_real_person_there_is_no_such_page()
    {
        await using var host = await StartAsync();
        await host.Database.RunAsync(
            "insert into people.person (id, area, given_name, family_name, address_lines, language, stopped_channels, needs_interpreter, formats, name_key, " +
            "is_demonstration, registered_at) values (gen_random_uuid(), 'swl', 'Asha', 'Patel', '{}', 'en', '{}', false, '{}', 'x', false, now())");
        await IsClosedAsync(host);
    }

    [Fact]
    public async Task Beside_one_real_member_of_staff_there_is_no_such_page()
    {
        await using var host = await StartAsync();
        await StaffMember.MakeAsync(host, StaffRole.Coach);
        await IsClosedAsync(host);
    }

    private static async Task IsClosedAsync(RunningHost host)
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/staff/demonstration");
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
        await visit.OpenAsync("/staff/sign-in");
        await visit.PostAsync("/staff/demonstration", [new("form-token", visit.Value("form-token")), new("As", "coach")]);
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
        Assert.Equal(0, await host.Database.ReadAsync<long>("select count(*) from access.account where email like '%demonstration.invalid'"));
    }

    private static Task<RunningHost> StartAsync(params (string Key, string Value)[] settings) => RunningHost.StartAsync(
        settings.Append(("Demonstration", "true")).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2));
}
