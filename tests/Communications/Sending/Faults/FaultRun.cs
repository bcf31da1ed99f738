using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>
/// One database, a mail server and a double of Notify with records of their own, and workers: real host processes that are killed, frozen and started again.
/// </summary>
public sealed class FaultRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TestDatabase test;
    private readonly NpgsqlDataSource source;
    private readonly Database database;
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("workwell-faults-");
    private readonly List<string> planned = [];
    private readonly List<ServingProcess> workers = [];

    private FaultRun(TestDatabase test, NotifyDouble notify)
    {
        this.test = test;
        Notify = notify;
        source = test.RuntimeSource();
        database = new Database(source, new Reactions([], new ServiceCollection().BuildServiceProvider()), TimeProvider.System);
    }

    public LocalMailServer Mail { get; } = LocalMailServer.Start();

    public NotifyDouble Notify { get; }

    public static async Task<FaultRun> StartAsync() => new(await TestDatabase.CreateAsync(), await NotifyDouble.StartAsync());

    public async Task<ServingProcess> StartWorkerAsync()
    {
        var worker = await ServingProcess.StartAsync(data.FullName, new Dictionary<string, string>(Notify.Settings.ToDictionary(pair => Variable(pair.Key), pair => pair.Value!))
        {
            ["WORKWELL_DATABASE"] = test.ConnectionString,
            [Variable("Dispatch:Enabled")] = "true",
            [Variable("Dispatch:Transports:Email")] = "smtp",
            [Variable("Dispatch:Transports:Sms")] = "notify",
            [Variable("Dispatch:Transports:Letter")] = "notify",
            [Variable("Dispatch:Lease")] = "00:00:06",
            [Variable("Dispatch:LongestCall")] = "00:00:03",
            [Variable("Notify:CertainAfter")] = "00:00:05",
            [Variable("Mail:From")] = "hello@workwell.example.org",
            [Variable("Mail:Host")] = "127.0.0.1",
            [Variable("Mail:Port")] = Mail.Port.ToString(CultureInfo.InvariantCulture),
            [Variable("Mail:Encrypted")] = "false",
        });
        workers.Add(worker);
        return worker;
    }

    public async Task KillAsync(ServingProcess worker)
    {
        worker.Kill();
        workers.Remove(worker);
        await worker.DisposeAsync();
    }

    /// <summary>A signal such as STOP or CONT.</summary>
    public static async Task SignalAsync(ServingProcess worker, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", worker.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Plans e-mails to referrers and texts to one person who has only a phone.</summary>
    public async Task PlanAsync(string name, int emails, int texts = 0)
    {
        var outbox = new MessageOutbox(new DueTime(TimeProvider.System), new DispatchSignal(TimeProvider.System));
        var person = texts > 0 ? await APersonWithAPhoneAsync() : Guid.Empty;
        var requests = Enumerable.Range(0, emails).Select(i => Email($"{name}/email/{i}")).Concat(Enumerable.Range(0, texts).Select(i => Text($"{name}/text/{i}", person))).ToArray();
        await using var change = database.Begin(Actor.Job("test"));
        outbox.Queue(change, requests);
        // The same again, as a repeated job would: it must change nothing.
        outbox.Queue(change, requests);
        await change.CommitAsync(default);
        planned.AddRange(requests.Select(request => request.Key));
    }

    public Task<long> CountAsync(string states) => test.ReadAsync<long>("select count(*) from communications.message where state = any (string_to_array($1, ','))", states)!;

    /// <summary>Waits until a count of messages in some states is reached.</summary>
    public async Task UntilAsync(string states, Func<long, bool> isReached)
    {
        var since = Stopwatch.GetTimestamp();
        while (!isReached(await CountAsync(states)))
        {
            if (Stopwatch.GetElapsedTime(since) > Patience) throw new TimeoutException($"Messages in {states}: {await CountAsync(states)}, which is not what was waited for. {await CompareAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Waits until every message has come to rest.</summary>
    public Task RestAsync() => UntilAsync("queued,sending", count => count == 0);

    public async Task<LedgerComparison> CompareAsync()
    {
        var stored = new List<StoredMessage>();
        await using var owner = NpgsqlDataSource.Create(test.ConnectionString);
        await using var read = owner.CreateCommand("select key, area, id, state, reason from communications.message");
        await using var rows = await read.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            stored.Add(new(rows.GetString(0), new MessageReference(rows.GetString(1), rows.GetGuid(2)).ToString(), rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetString(4)));
        string[] arrived = [.. Mail.Received.Select(mail => mail.MessageId.Split('@')[0]), .. Notify.Received.Select(message => message.Reference)];
        return LedgerComparison.Of(planned, stored, arrived);
    }

    /// <summary>Breaks something in the database on purpose.</summary>
    public async Task BreakAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Mail.Release.TrySetResult();
        Notify.Release.TrySetResult();
        foreach (var worker in workers) await worker.DisposeAsync();
        await Mail.DisposeAsync();
        await Notify.DisposeAsync();
        await source.DisposeAsync();
        await test.DisposeAsync();
        data.Delete(recursive: true);
    }

    private async Task<Guid> APersonWithAPhoneAsync()
    {
        await using var host = await PeopleOnlyAsync();
        await using var change = database.Begin(Actor.Job("test"));
        var person = host.GetRequiredService<IPeople>().Register(change, "ncl", new NewPerson { GivenName = "Zoë", FamilyName = "O'Neill", Phone = "07700 900123" });
        await change.CommitAsync(default);
        return person;
    }

    private ValueTask<ServiceProvider> PeopleOnlyAsync()
    {
        var services = new ServiceCollection();
        new People.PeopleModule().AddServices(services, new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        services.AddSingleton(database);
        return ValueTask.FromResult(services.BuildServiceProvider());
    }

    private static MessageRequest Email(string key) => new()
    {
        Key = key,
        Area = "ncl",
        Type = "referrer-receipt",
        ReferralId = MessageId.For("ncl", key),
        To = MessageTo.Address("gp@example.org"),
        Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
        NotBefore = TimeProvider.System.GetUtcNow(),
    };

    private static MessageRequest Text(string key, Guid person) => new()
    {
        Key = key,
        Area = "ncl",
        Type = "coach-check-in",
        ReferralId = MessageId.For("ncl", key),
        To = MessageTo.Person(person),
        Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX" },
        NotBefore = TimeProvider.System.GetUtcNow(),
        AtAnyHour = true,
    };

    private static string Variable(string key) => "WORKWELL_" + key.Replace(":", "__", StringComparison.Ordinal);
}
