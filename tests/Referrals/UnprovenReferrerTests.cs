using System.Net;
using System.Text.Json.Nodes;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Anybody can write the name of an office into a form.</summary>
public sealed class UnprovenReferrerTests : IAsyncLifetime
{
    private OneDoor door = null!;

    public async ValueTask InitializeAsync() => door = new() { Host = await RunningHost.StartAsync(
        new Dictionary<string, string?> { ["Referrals:UnprovenReferrers"] = null, ["Areas:ncl:UnprovenReferrers"] = "accept" }) };

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task A_referral_without_a_key_waits_sends_nothing_and_goes_on_once_somebody_has_looked()
    {
        var reference = (await door.ReferAsync(OneDoor.Good("employer"), "employer")).GetProperty("reference").GetString()!;
        Assert.Equal(0, await MessagesAsync(reference));
        using var office = await door.OfficeAsync("llr");
        Assert.Contains(reference, await office.GetStringAsync("/api/tasks"), StringComparison.Ordinal);
        using var early = await office.PostAsync($"/api/referrals/{reference}/acceptance", null);
        await OneDoor.ProblemAsync(early, 409, "referrals.unproven-referrer");

        using var looked = await office.PostAsync($"/api/referrals/{reference}/referrer", Json("""{"isGenuine":true}"""));
        Assert.Equal(HttpStatusCode.NoContent, looked.StatusCode);
        Assert.NotEqual(0, await MessagesAsync(reference));
        Assert.DoesNotContain("unproven-referrer", await office.GetStringAsync("/api/tasks"), StringComparison.Ordinal);
        using var again = await office.PostAsync($"/api/referrals/{reference}/referrer", Json("""{"isGenuine":true}"""));
        await OneDoor.ProblemAsync(again, 409, "referrals.awaits-no-look");
    }

    [Fact]
    public async Task A_referral_that_nobody_sent_ends_and_nobody_is_written_to()
    {
        var reference = (await door.ReferAsync(OneDoor.Good("local-service"), "local-service")).GetProperty("reference").GetString()!;
        using var office = await door.OfficeAsync("llr");
        using var looked = await office.PostAsync($"/api/referrals/{reference}/referrer", Json("""{"isGenuine":false}"""));
        Assert.Equal(HttpStatusCode.NoContent, looked.StatusCode);
        Assert.Equal(0, await MessagesAsync(reference));
        Assert.Contains("not-genuine", await office.GetStringAsync($"/api/referrals/{reference}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_the_area_proves_the_organisation_and_a_wrong_one_is_refused()
    {
        using var partner = await door.OfficeAsync("llr", Permission.Refer);
        using var proven = await SendAsync(partner);
        Assert.NotEqual(0, await MessagesAsync(await ReferenceAsync(proven)));

        using var elsewhere = await door.OfficeAsync("dudley", Permission.Refer);
        using var foreign = await SendAsync(elsewhere);
        Assert.Equal(0, await MessagesAsync(await ReferenceAsync(foreign)));

        using var reader = await door.OfficeAsync("llr", Permission.ReadReferrals);
        using var notAllowed = await SendAsync(reader);
        Assert.Equal(HttpStatusCode.Forbidden, notAllowed.StatusCode);

        partner.DefaultRequestHeaders.Authorization = new("Bearer", "wwk_nothing");
        using var wrong = await SendAsync(partner);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task An_area_may_take_them_at_their_word_and_people_who_refer_themselves_never_wait()
    {
        var trusted = await door.ReferAsync(OneDoor.Good("employer", "N17 0ZA"), "employer");
        Assert.NotEqual(0, await MessagesAsync(trusted.GetProperty("reference").GetString()!));
        var own = await door.ReferAsync(OneDoor.Good());
        Assert.NotEqual(0, await MessagesAsync(own.GetProperty("reference").GetString()!));
    }

    [Fact]
    public async Task Sixty_invented_concerns_of_one_sender_become_a_few_tasks_that_say_how_many_and_none_is_left_out()
    {
        var references = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            var urgent = OneDoor.Good();
            urgent["safety"] = new JsonObject { ["mayHarmThemselves"] = true };
            references.Add((await door.ReferAsync(urgent)).GetProperty("reference").GetString()!);
        }
        using var office = await door.OfficeAsync("llr");
        var tasks = JsonNode.Parse(await office.GetStringAsync("/api/tasks"))!["tasks"]!.AsArray()
            .Where(task => task!["code"]!.GetValue<string>().StartsWith("urgent-concern", StringComparison.Ordinal)).ToArray();
        Assert.Equal(6, tasks.Length);
        Assert.Contains("55 more urgent concerns", tasks.Single(task => task!["code"]!.GetValue<string>() == "urgent-concerns")!["says"]!.GetValue<string>(),
            StringComparison.Ordinal);
        var said = string.Join(' ', tasks.Select(task => task!.ToJsonString()));
        Assert.All(references, reference => Assert.Contains(reference, said, StringComparison.Ordinal));
    }

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer")
        {
            Content = Json(OneDoor.Good("employer").ToJsonString()), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        return await client.SendAsync(request);
    }

    private static async Task<string> ReferenceAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["reference"]!.GetValue<string>();
    }

    // Messages to anybody but the area's own team.
    private Task<long> MessagesAsync(string reference) => door.Host.Database.ReadAsync<long>(
        "select count(*) from communications.message m join referrals.referral r on r.id = m.referral_id where r.reference = $1 and m.type <> 'urgent-flag'",
        reference);
}
