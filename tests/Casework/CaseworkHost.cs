using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>The real host, with somebody who answers offers by key.</summary>
public sealed class CaseworkHost : IAsyncLifetime
{
    private HttpClient team = null!;
    private int people;

    /// <summary>Another config folder; null for that of the checkout.</summary>
    internal string? ConfigFolder { get; init; }

    /// <summary>Settings of its own.</summary>
    internal IReadOnlyDictionary<string, string?>? Overrides { get; init; }

    internal RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await RunningHost.StartAsync(Overrides, ConfigFolder);
        var (secret, _) = await Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new()
            {
                Name = "casework-team", Areas = ["llr", "ncl", "dudley", "swl"],
                Permissions = [Permission.AnswerReferrals, Permission.WithdrawReferrals, Permission.AllocateToTrials], Lasts = TimeSpan.FromDays(300),
            }, default);
        team = new HttpClient
        {
            BaseAddress = Host.Client.BaseAddress, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
        };
    }

    public async ValueTask DisposeAsync()
    {
        team.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>Refers somebody and returns the reference.</summary>
    internal async Task<string> ReferAsync(object? contact = null, string postcode = "LE4 0ZA", object? work = null, string givenName = "Rosa")
    {
        var consents = new Dictionary<string, bool> { ["service"] = true, ["share-with-partners"] = true, ["trial"] = true };
        using var response = await Host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new
            {
                givenName, familyName = FamilyNames.Next(), bornOn = "1990-05-17", email = $"{Guid.NewGuid():n}@people.example", phone = Phone(),
                postcode, contact = contact ?? new { }, consents,
            },
            practice = postcode.StartsWith("DY", StringComparison.Ordinal) ? "Z99031" : null,
            work = work ?? new { situation = "in-work", healthAffectsWork = true, rightToWork = true },
            health = new { needs = new[] { "benefits" } },
        });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body).GetProperty("reference").GetString()!;
    }

    // Of people who share a number a trial would ask whether they are one.
    private string Phone() => $"07700 900{Interlocked.Increment(ref people) % 1000:D3}";

    /// <summary>Accepts a referral for whoever was asked, and returns the answer.</summary>
    internal Task<HttpResponseMessage> AcceptAsync(string reference) => team.PostAsync($"/api/referrals/{reference}/acceptance", null);

    internal Task<HttpResponseMessage> PostAsync(string reference, string act, object? body = null) =>
        team.PostAsJsonAsync($"/api/referrals/{reference}/{act}", body ?? new { });

    /// <summary>A case that waits for a coach.</summary>
    internal async Task<Guid> CaseAsync(object? contact = null, string postcode = "LE4 0ZA", object? work = null)
    {
        var reference = await ReferAsync(contact, postcode, work);
        using var accepted = await AcceptAsync(reference);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());
        return await IdOfAsync(reference);
    }

    /// <summary>A case that somebody coaches.</summary>
    internal async Task<Guid> CaseOfAsync(StaffMember coach, object? contact = null)
    {
        var id = await CaseAsync(contact);
        await Host.Database.RunAsync(
            $"update casework.coaching_case set state = 'open', coach = 'staff:{coach.AccountId:D}', version = version + 1 where id = '{id:D}'");
        return id;
    }

    internal Task<Guid> IdOfAsync(string reference) =>
        Host.Database.ReadAsync<Guid>("select id from casework.coaching_case where reference = $1", reference);

    internal Task<long> CountAsync(string reference) =>
        Host.Database.ReadAsync<long>("select count(*) from casework.coaching_case where reference = $1", reference);

    internal Task<string?> StateAsync(Guid id) => Host.Database.ReadAsync<string>(
        "select state || coalesce(' ' || state_reason, '') from casework.coaching_case where id = $1", id);

    internal Task<string?> HistoryAsync(Guid id) => Host.Database.ReadAsync<string>(
        "select string_agg(kind || coalesce(':' || outcome, '') || coalesce('#' || attempt, ''), ' ' order by ctid) " +
        "from casework.timeline_entry where case_id = $1", id);
}
