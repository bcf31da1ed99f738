using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkWell.Journeys.Tests;

public sealed class TasksOfATeamTests(FrontDoor referralSource) : IClassFixture<FrontDoor>
{
    [Fact]
    public async Task What_no_template_can_do_is_a_task_that_the_team_sees_and_closes_once()
    {
        var reference = await ReferAsync("LE1 0ZA", new JsonObject { ["needsInterpreter"] = true, ["formats"] = new JsonArray("bsl", "large-print") });
        using var office = await referralSource.OfficeAsync("llr");

        var task = Assert.Single(
            await TasksAsync(office), task =>
            task.GetProperty("reference").GetString() == reference && task.GetProperty("code").GetString() == "contact-needs");
        Assert.StartsWith("This person asks for an interpreter, British Sign Language, large print", task.GetProperty("says").GetString(),
            StringComparison.Ordinal);

        var closure = $"/api/tasks/{task.GetProperty("id").GetString()}/closure";
        Assert.Equal(HttpStatusCode.NoContent, (await office.PostAsync(closure, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await office.PostAsync(closure, null)).StatusCode);
        Assert.DoesNotContain(await TasksAsync(office), one => one.GetProperty("id").GetString() == task.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_may_not_be_safe_comes_before_all_others_on_every_page_of_the_list()
    {
        for (var i = 0; i < 210; i++) await ReferAsync("N17 0ZA", new JsonObject { ["formats"] = new JsonArray("easy-read") });
        var json = FrontDoor.Someone("self", "N17 0ZA");
        json["safety"] = new JsonObject { ["mayHarmThemselves"] = true };
        var urgent = (await referralSource.ReferAsync("self", json)).GetProperty("reference").GetString();
        using var office = await referralSource.OfficeAsync("ncl");

        var first = await office.GetFromJsonAsync<JsonElement>("/api/tasks");
        var second = await office.GetFromJsonAsync<JsonElement>($"/api/tasks?after={first.GetProperty("next").GetString()}");

        var (ones, others) = (first.GetProperty("tasks").EnumerateArray().ToArray(), second.GetProperty("tasks").EnumerateArray().ToArray());
        Assert.Equal((urgent, true), (ones[0].GetProperty("reference").GetString(), ones[0].GetProperty("isUrgent").GetBoolean()));
        Assert.DoesNotContain(ones[1..].Concat(others), task => task.GetProperty("isUrgent").GetBoolean());
        var ids = ones.Concat(others).Select(task => task.GetProperty("id").GetString()).ToArray();
        Assert.True(ids.Length > 210);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_team_neither_sees_nor_closes_the_tasks_of_another_area()
    {
        var reference = await ReferAsync("LE1 0ZA", new JsonObject { ["formats"] = new JsonArray("easy-read") });
        using var own = await referralSource.OfficeAsync("llr");
        var task = Assert.Single(
            await TasksAsync(own), task => task.GetProperty("reference").GetString() == reference && task.GetProperty("code").GetString() == "contact-needs");

        using var other = await referralSource.OfficeAsync("ncl");
        Assert.DoesNotContain(await TasksAsync(other), one => one.GetProperty("reference").GetString() == reference);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/tasks/{task.GetProperty("id").GetString()}/closure", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await referralSource.Host.Client.GetAsync("/api/tasks")).StatusCode);
    }

    private async Task<string> ReferAsync(string postcode, JsonObject contact)
    {
        var json = FrontDoor.Someone("self", postcode);
        json["person"]!["contact"] = contact;
        return (await referralSource.ReferAsync("self", json)).GetProperty("reference").GetString()!;
    }

    private static async Task<IReadOnlyList<JsonElement>> TasksAsync(HttpClient office) =>
        [.. (await office.GetFromJsonAsync<JsonElement>("/api/tasks")).GetProperty("tasks").EnumerateArray()];
}
