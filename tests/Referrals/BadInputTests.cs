using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>A host that logs everything there is to log, to be searched.</summary>
public sealed class LoggingDoor : IAsyncLifetime
{
    private readonly CapturedLog log = new();

    internal RunningHost Host { get; private set; } = null!;

    internal string Log => string.Join('\n', log.Lines);

    public async ValueTask InitializeAsync() => Host = await RunningHost.StartAsync(
        new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        ["Logging:LogLevel:Npgsql"] = "Trace" },
        replace: services =>
        {
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider>(log);
        });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal async Task<HttpResponseMessage> PostAsync(HttpContent body, string referralSource)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/referrals/{referralSource}") { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await Host.Client.SendAsync(request);
    }

    internal Task<long> RowsAsync() => Host.Database.ReadAsync<long>(
        """
        select sum((xpath('/row/c/text()',
          query_to_xml(format('select count(*) as c from %I.%I', schemaname, tablename), false, true, '')))[1]::text::bigint)::bigint
        from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'areas', 'platform')
        """);
}

public sealed class BadInputTests(LoggingDoor referralSource) : IClassFixture<LoggingDoor>
{
    public static TheoryData<string> Names => [.. BadInputs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bad_input_is_answered_in_plain_words_with_the_fields_name_and_nothing_is_written(string name)
    {
        var bad = BadInputs.All[name];
        var before = await referralSource.RowsAsync();

        var response = await referralSource.PostAsync(bad.Body(), bad.ReferralSource);

        var body = await response.Content.ReadAsStringAsync();
        Assert.True(bad.Status == (int)response.StatusCode, $"{(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(body);
        if (bad.Code.Length > 0) Assert.Equal(bad.Code, problem.GetProperty("code").GetString());
        Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        if (bad.Field is { } field) Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        if (problem.TryGetProperty("errors", out var errors))
            Assert.All(errors.EnumerateObject(), error => Assert.EndsWith(".", error.Value[0].GetString(), StringComparison.Ordinal));
        foreach (var leak in (string[])["   at ", "Exception", "System.", "WorkWell.", "Npgsql", "Patel", "priya", "07700"])
            Assert.DoesNotContain(leak, body, StringComparison.Ordinal);
        Assert.Equal(before, await referralSource.RowsAsync());
    }

    [Fact]
    public void There_are_bad_inputs_to_try() => Assert.True(BadInputs.All.Count >= 60);

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var json = BadInputs.Good(bad =>
        {
            bad["person"]!["givenName"] = "Pri\0ya";
            bad["person"]!["bornOn"] = "2030-01-01";
            bad["work"]!["weeksOffSick"] = -1;
            bad["referrer"]!["agreement"] = null;
        }, "employer");
        var response = await referralSource.PostAsync(new StringContent(json.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), "employer");
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(["person.bornOn", "person.givenName", "referrer.agreement", "work.weeksOffSick"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task No_personal_value_reaches_the_log_at_any_level()
    {
        string[] personal =
        [
            "Xanthippe", "Quillfeather", "xanthippe.q@example.org", "07700 900987", "+447700900987", "99 Zebra Crescent", "LE1 0ZA", "9434765919", "1971-11-13",
            "after the school run", "She asked me to", "Referrer Rumpelstiltskin", "rumpel@example.org", "Rumpel Works",
        ];
        foreach (var spoil in (Action<JsonObject>[])[
            _ => { }, json => json["person"]!["bornOn"] = "1971-02-30", json => json["nonsense"] = "Quillfeather", json =>
            json["person"]!["givenName"] = "Xanthippe\0",
            json => json["person"]!["email"] = "xanthippe.q@example.org, ", json => json["work"] = "Quillfeather", json =>
            json["person"]!["consents"]!["service"] = false])
        {
            var json = OneDoor.Good("employer");
            var person = json["person"]!;
            (person["givenName"], person["familyName"], person["email"], person["phone"]) = (
                "Xanthippe", "Quillfeather", "xanthippe.q@example.org", "07700 900987");
            (person["addressLines"], person["nhsNumber"], person["bornOn"]) = (new JsonArray("99 Zebra Crescent"), "9434765919", "1971-11-13");
            person["contact"] = new JsonObject { ["safeTimes"] = "after the school run" };
            json["referrer"] = new JsonObject { ["name"] = "Referrer Rumpelstiltskin", ["organisation"] = "Rumpel Works", ["email"] = "rumpel@example.org",
                ["agreement"] = "She asked me to" };
            spoil(json);
            await referralSource.PostAsync(new StringContent(json.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), "employer");
        }

        Assert.Contains("/api/referrals/employer", referralSource.Log, StringComparison.Ordinal);
        Assert.All(personal, value => Assert.DoesNotContain(value, referralSource.Log, StringComparison.OrdinalIgnoreCase));
    }
}
