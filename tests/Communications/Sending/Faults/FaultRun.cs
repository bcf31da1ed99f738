using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>
/// A database server, a mail server, a double of Notify, and workers: real host processes that are killed, frozen and restarted.
/// </summary>
public sealed class FaultRun : IAsyncDisposable
{
    private readonly FaultServer server;
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("workwell-faults-");
    private readonly List<string> planned = [];
    private readonly List<ServingProcess> workers = [];
    private readonly Dictionary<ServingProcess, BreakableLine> lines = [];

    private FaultRun(FaultServer server, NotifyDouble notify)
    {
        this.server = server;
        Notify = notify;
    }

    /// <summary>Has the mail server keep a log that workers started from now on can read.</summary>
    public void KeepMailLog()
    {
        Mail.Log = Path.Combine(data.FullName, "mail.log");
        File.WriteAllText(Mail.Log, "");
    }

    /// <summary>The database server, to be killed.</summary>
    internal FaultServer Server => server;

    public LocalMailServer Mail { get; } = LocalMailServer.Start();

    public NotifyDouble Notify { get; }

    public static async Task<FaultRun> StartAsync() => new(await FaultServer.StartAsync(), await NotifyDouble.StartAsync());

    public async Task<ServingProcess> StartWorkerAsync()
    {
        var line = server.ALine();
        var worker = await ServingProcess.StartAsync(
            data.FullName, new Dictionary<string, string>(Notify.Settings.ToDictionary(pair => Variable(pair.Key), pair => pair.Value!))
        {
            ["WORKWELL_DATABASE"] = server.Through(line),
            [Variable("Dispatch:Enabled")] = "true",
            [Variable("Dispatch:Transports:Email")] = "smtp",
            [Variable("Dispatch:Transports:Sms")] = "notify",
            [Variable("Dispatch:Transports:Letter")] = "notify",
            [Variable("Dispatch:Lease")] = "00:00:06",
            [Variable("Dispatch:LongestCall")] = "00:00:03",
            // Wake-ups are lost during faults, so recovery is as fast as the poll.
            [Variable("Dispatch:Poll")] = "00:00:00.2",
            [Variable("Notify:CertainAfter")] = "00:00:08",
            [Variable("Mail:From")] = "hello@workwell.example.org",
            [Variable("Mail:Host")] = "127.0.0.1",
            [Variable("Mail:Port")] = Mail.Port.ToString(CultureInfo.InvariantCulture),
            [Variable("Mail:Encrypted")] = "false",
            [Variable("Mail:Log")] = Mail.Log ?? "",
            [Variable("Mail:CertainAfter")] = "00:00:08",
        });
        workers.Add(worker);
        lines[worker] = line;
        return worker;
    }

    /// <summary>A worker's connection to the database.</summary>
    public BreakableLine LineOf(ServingProcess worker) => lines[worker];

    public async Task KillAsync(ServingProcess worker)
    {
        worker.Kill();
        workers.Remove(worker);
        await worker.DisposeAsync();
    }

    /// <summary>Sends a late receipt of Notify twice.</summary>
    public async Task RepeatReceiptsAsync(ServingProcess worker, int which)
    {
        if (Notify.Received is not { Count: > 0 } received) return;
        using var client = new HttpClient { BaseAddress = new Uri(worker.Address) };
        for (var i = 0; i < 2; i++)
        {
            using var answer = await Notify.SendReceiptAsync(client, received[which % received.Count].Reference, "delivered");
        }
    }

    /// <summary>Sends a signal such as STOP or CONT.</summary>
    public static async Task SignalAsync(ServingProcess worker, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", worker.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Queues e-mails to referrers and text messages to a person with only a phone.</summary>
    public async Task PlanAsync(string name, int emails, int texts = 0, string address = "gp@example.org")
    {
        var outbox = new MessageOutbox(new DueTime(TimeProvider.System), new WakeUp(new HashSet<string>(), null, TimeProvider.System));
        var person = texts > 0 ? await APersonWithAPhoneAsync() : Guid.Empty;
        var requests = Enumerable.Range(0, emails).Select(i => Email($"{name}/email/{i}", address))
            .Concat(Enumerable.Range(0, texts).Select(i => Text($"{name}/text/{i}", person))).ToArray();
        await using var pools = new DatabasePools(server.ConnectionString);
        await using var change = Database(pools).Begin(Actor.Job("test"));
        outbox.Queue(change, requests);
        // Again, as a retried job would: it must change nothing.
        outbox.Queue(change, requests);
        await change.CommitAsync(default);
        planned.AddRange(requests.Select(request => request.Key));
    }

    public async Task<long> CountAsync(string states)
    {
        await using var owner = NpgsqlDataSource.Create(server.ConnectionString);
        await using var count = owner.CreateCommand("select count(*) from communications.message where state = any (string_to_array($1, ','))");
        count.Parameters.Add(new() { Value = states });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// How many messages were in flight when their host fell: claimed, and nothing more was heard of them within their lease. And how many of these are left to
    /// a person. What a carrier itself left open, whose host lived on and asks, is not among them.
    /// </summary>
    public async Task<(long InFlight, long LeftToAPerson)> FallenAsync()
    {
        await using var owner = NpgsqlDataSource.Create(server.ConnectionString);
        await using var count = owner.CreateCommand(FaultServer.Fallen);
        await using var row = await count.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Reads one value as the owner.</summary>
    public async Task<string?> ReadAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string;
    }

    /// <summary>Waits until this many messages have reached their carriers.</summary>
    public async Task ArrivedAsync(int emails, int texts = 0)
    {
        var since = Stopwatch.GetTimestamp();
        while (Mail.Count < emails || Notify.Received.Count < texts)
        {
            if (Stopwatch.GetElapsedTime(since) > FaultSize.Patience)
                throw new TimeoutException($"{Mail.Count} of {emails} e-mails and {Notify.Received.Count} of {texts} texts have arrived.");
            // Polled, because the double of Notify has no event.
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Waits until every message has reached a final state. Retries are made due at once.</summary>
    public async Task RestAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (await CountAsync("queued,sending") is > 0 and var left)
        {
            if (Stopwatch.GetElapsedTime(since) > FaultSize.Patience)
                throw new TimeoutException($"{left} messages reach no final state. {await CompareAsync()}");
            await AsOwnerAsync("update communications.message set due_at = now() where state = 'queued' and due_at > now()");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    public Task<LedgerComparison> CompareAsync() => LedgerComparison.OfDatabaseAsync(
        server.ConnectionString, planned,
        [.. Mail.Received.Select(mail => mail.MessageId.Split('@')[0]), .. Notify.Received.Select(message => message.Reference)]);

    /// <summary>Runs a statement as the owner.</summary>
    public async Task AsOwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Makes the database read-only, as in a failover, or writable again.</summary>
    public async Task ReadOnlyAsync(bool isOn)
    {
        await AsOwnerAsync(isOn ? "alter system set default_transaction_read_only = on" : "alter system reset default_transaction_read_only");
        await AsOwnerAsync("select pg_reload_conf()");
    }

    public async ValueTask DisposeAsync()
    {
        Mail.Release.TrySetResult();
        Notify.Release.TrySetResult();
        foreach (var worker in workers) await worker.DisposeAsync();
        await Mail.DisposeAsync();
        await Notify.DisposeAsync();
        await server.DisposeAsync();
        data.Delete(recursive: true);
    }

    private async Task<Guid> APersonWithAPhoneAsync()
    {
        await using var pools = new DatabasePools(server.ConnectionString);
        var database = Database(pools);
        var services = new ServiceCollection();
        new People.PeopleModule().AddServices(services, new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        services.AddSingleton(database);
        await using var people = services.BuildServiceProvider();
        await using var change = database.Begin(Actor.Job("test"));
        var person = people.GetRequiredService<IPeople>()
            .Register(change, "ncl", new NewPerson { GivenName = "Zoë", FamilyName = "O'Neill", Phone = "07700 900123" });
        await change.CommitAsync(default);
        return person;
    }

    private static Database Database(DatabasePools pools) =>
        new(pools, new Reactions([], new ServiceCollection().BuildServiceProvider()), TimeProvider.System);

    private static MessageRequest Email(string key, string address) => new()
    {
        Key = key,
        Area = "ncl",
        Type = "referrer-receipt",
        ReferralId = MessageId.For("ncl", key),
        To = MessageTo.Address(address),
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
