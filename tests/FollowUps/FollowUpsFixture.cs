using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>
/// The real host with two areas, North Central London ("ncl") and Leicester, Leicestershire and Rutland ("llr"), that use the short plan of
/// <see cref="Sample"/>. Referrals come through the API; later events are published as by the Referrals module.
/// </summary>
public sealed class FollowUpsFixture : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["Logging:LogLevel:Default"] = "None",
        ["Areas:bsol:Enabled"] = "false",
        ["Areas:dudley:Enabled"] = "false",
        ["Areas:swl:Enabled"] = "false",
    };

    private readonly DirectoryInfo config = Directory.CreateTempSubdirectory("workwell-test-");
    private int people;

    internal RunningHost Host { get; private set; } = null!;

    internal TestDatabase Stored => Host.Database;

    internal ManualTimeProvider Clock => Host.Clock;

    internal Database Database => Host.Services.GetRequiredService<Database>();

    internal IFollowUps FollowUps => Host.Services.GetRequiredService<IFollowUps>();

    public async ValueTask InitializeAsync()
    {
        Sample.WriteConfig(config.FullName);
        Host = await RunningHost.StartAsync(Quiet, config.FullName);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        config.Delete(recursive: true);
    }

    /// <summary>Starts another host on the same database.</summary>
    internal Task<RunningHost> AnotherHostAsync(Action<IServiceCollection>? replace = null, Dictionary<string, string?>? settings = null) =>
        RunningHost.StartAsync(Quiet.Concat(settings ?? []).ToDictionary(), config.FullName, replace, Host.Database);

    /// <summary>Makes a referral through the API, which offers it to a partner.</summary>
    internal async Task<ReferralSummary> ReferAsync(string area = "ncl", RunningHost? through = null)
    {
        var person = Interlocked.Increment(ref people);
        var body = JsonNode.Parse($$"""
            {
              "person": { "givenName": "Ada", "familyName": "Number{{person}}", "email": "person.{{person}}@people.example",
                "postcode": "{{(area == "ncl" ? "EN5 0ZA" : "LE1 0ZA")}}" },
              "work": { "situation": "in-work", "healthAffectsWork": true }
            }
            """);
        var response = await (through ?? Host).Client.PostAsJsonAsync("/api/referrals/self", body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        var id = await Stored.ReadAsync<Guid>("select id from referrals.referral where reference = $1", answer.GetProperty("reference").GetString()!);
        var summaries = await Host.Services.GetRequiredService<IReferrals>().SummariesAsync(Actor.Job("test"), [id], default);
        Assert.Equal(area, summaries[id].Area);
        return summaries[id];
    }

    /// <summary>Makes a referral without follow-ups, tasks or messages.</summary>
    internal async Task<ReferralSummary> ACardAsync(string area = "ncl")
    {
        var summary = await ReferAsync(area);
        foreach (var table in (string[])["follow_ups.follow_up", "follow_ups.task", "communications.message"])
            await AsOwnerAsync($"delete from {table} where referral_id = '{summary.ReferralId}'");
        return summary;
    }

    internal async Task HappenAsync(params object[] events)
    {
        await using var change = Database.Begin(Actor.Job("test"));
        foreach (var one in events) change.Publish(one);
        await change.CommitAsync(default);
    }

    internal async Task<ReferralSummary> ReceiveAsync(ReferralSummary summary)
    {
        await HappenAsync(new ReferralReceived(summary.ReferralId, summary.Area, summary, Sample.Facts));
        return summary;
    }

    internal Task OfferAsync(ReferralSummary summary, int offerNumber = 1) =>
        HappenAsync(new OfferMade(summary.ReferralId, summary.Area, summary, Sample.Facts, offerNumber));

    internal Task StartSupportAsync(ReferralSummary summary) => HappenAsync(new SupportStarted(summary.ReferralId, summary.Area, summary, Sample.Facts));

    internal Task TickAsync() => Host.Services.GetRequiredService<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);

    internal async Task TickAtAsync(DateTimeOffset instant)
    {
        Clock.Set(instant);
        await TickAsync();
    }

    /// <summary>Changes the plan of an area in its file, as an administrator does.</summary>
    internal async Task ChangePlanAsync(string area, string was, string becomes)
    {
        var file = Path.Combine(config.FullName, "areas", area, "follow-ups.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(was, becomes, StringComparison.Ordinal));
    }

    /// <summary>Switches an area on or off, as an administrator does.</summary>
    internal async Task SwitchAsync(string area, bool isOn)
    {
        Host.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()[$"Areas:{area}:Enabled"] = isOn ? "true" : "false";
        await Host.Services.GetRequiredService<IAreaLoading>().LoadAsync(default);
    }

    internal async Task AsOwnerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Stored.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<IReadOnlyList<QueuedMessage>> MessagesOfAsync(ReferralSummary summary)
    {
        await using var source = NpgsqlDataSource.Create(Stored.ConnectionString);
        await using var command = source.CreateCommand(
            "select key, type, person_id, address, content::jsonb -> 'f', due_at, useful_until, is_urgent, at_any_hour, state, area from " +
            "communications.message where referral_id = $1 order by key");
        command.Parameters.Add(new() { Value = summary.ReferralId });
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<QueuedMessage>();
        while (await row.ReadAsync())
        {
            found.Add(new(
                row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetGuid(2), row.IsDBNull(3) ? null : row.GetString(3),
                row.IsDBNull(4) ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(4))!, row.GetFieldValue<DateTimeOffset>(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.GetBoolean(7), row.GetBoolean(8), row.GetString(9), row.GetString(10)));
        }
        return found;
    }

    internal async Task<int> CountAsync(ReferralSummary summary, string type) => (await MessagesOfAsync(summary)).Count(message => message.Type == type);

    internal Task<string?> StatesAsync(ReferralSummary summary) => Stored.ReadAsync<string>(
        "select string_agg(step || case when repeat_number > 1 or offer_number > 1 then '/' || offer_number || '/' || repeat_number else '' end || " +
        "':' || state || coalesce(':' || " +
        "reason, ''), ' ' order by due_at, step) from follow_ups.follow_up where referral_id = $1", summary.ReferralId);

    internal Task<string?> TasksAsync(ReferralSummary summary) => Stored.ReadAsync<string>(
        "select string_agg(code || ':' || coalesce(outcome, 'open'), ' ' order by opened_at, code) from follow_ups.task where referral_id = $1",
        summary.ReferralId);
}

/// <summary>A message in the outbox.</summary>
internal sealed record QueuedMessage(
    string Key, string Type, Guid? PersonId, string? Address, Dictionary<string, string> Fields, DateTimeOffset DueAt, DateTimeOffset? UsefulUntil,
    bool IsUrgent, bool AtAnyHour, string State,
    string Area);
