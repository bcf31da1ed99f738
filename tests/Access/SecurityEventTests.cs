using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Attacks on a whole host, and the trace they leave.</summary>
public sealed class SecurityEventTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Five_hundred_wrong_keys_are_two_entries_that_say_how_many_and_a_measurement()
    {
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "workwell.security.events") listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, number, tags, _) =>
        {
            if (tags.ToArray().Any(tag => (string?)tag.Value == SecurityEvent.WrongKey)) Interlocked.Add(ref counted, number);
        });
        listener.Start();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) => Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync($"wwk_{i:D43}", "/api/tasks")).StatusCode));
        Assert.Equal("1", await TimesAsync("security.wrong-key"));
        await host.Services.GetRequiredService<SecurityEvents>().WriteCountedAsync(default);

        Assert.Equal("1,499", await TimesAsync("security.wrong-key"));
        Assert.Equal("anybody national", await host.Database.ReadAsync<string>("select distinct actor || ' ' || area from access.audit_entry"));
        Assert.True(counted >= 500, $"{counted} were measured.");
    }

    [Fact]
    public async Task A_flood_from_many_keys_is_bounded()
    {
        var events = host.Services.GetRequiredService<ISecurityEvents>();
        for (var i = 0; i < SecurityEvents.MaxApart * 3; i++) await events.RecordAsync(SecurityEvent.Forbidden, new Actor($"key:{i}", ["llr"], "x"), default);
        await host.Services.GetRequiredService<SecurityEvents>().WriteCountedAsync(default);
        Assert.Equal(SecurityEvents.MaxApart + 1, await host.Database.ReadAsync<long>("select count(*) from access.audit_entry"));
        Assert.Equal(SecurityEvents.MaxApart * 3,
            await host.Database.ReadAsync<long>("select sum((details ->> 'times')::int) from access.audit_entry where action = 'security.forbidden'"));
    }

    [Fact]
    public async Task Ended_keys_forbidden_calls_other_areas_and_guessed_references_stand_under_the_name_of_the_key()
    {
        var (reader, tasks, ended) = (await KeyAsync("reader", Permission.ReadReferrals), await KeyAsync("tasks", Permission.DoTasks), await KeyAsync("old"));
        await host.Services.GetRequiredService<IServiceKeys>().RevokeAsync(Actor.Job("test"), "old", default);

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(ended, "/api/tasks")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(reader, "/api/tasks")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(tasks, "/api/tasks?area=dudley")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(reader, "/api/referrals/WW-2222-222K")).StatusCode);

        Assert.Equal(
            "llr key:old security.ended-key, llr key:reader security.forbidden, llr key:reader security.out-of-reach, llr key:tasks security.other-area",
            await host.Database.ReadAsync<string>(
                "select string_agg(concat_ws(' ', area, actor, action), ', ' order by actor, action) from access.audit_entry where action like 'security.%'"));
    }

    [Fact]
    public async Task Who_listed_tasks_is_recorded_and_what_was_searched_for_is_not()
    {
        await AskAsync(await KeyAsync("tasks", Permission.DoTasks), "/api/tasks?search=Rosa");
        Assert.Equal(
            "llr key:tasks do-tasks {\"list\": \"/api/tasks\"}",
            await host.Database.ReadAsync<string>(
                "select string_agg(concat_ws(' ', area, actor, purpose, details), ', ') from access.audit_entry where action = 'access.listed'"));
    }

    private Task<string?> TimesAsync(string action) => host.Database.ReadAsync<string>(
        "select string_agg(details ->> 'times', ',' order by number) from access.audit_entry where action = $1", action);

    private async Task<string> KeyAsync(string name, string permission = Permission.DoTasks) =>
        (await host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = name, Areas = ["llr"], Permissions = [permission], Lasts = TimeSpan.FromDays(1) }, default)).Secret!;

    private async Task<HttpResponseMessage> AskAsync(string key, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        return await host.Client.SendAsync(request);
    }
}
