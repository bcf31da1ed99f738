using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.Host;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// Sending without a transport, compared with the minimum database work; and e-mails to a real local SMTP server, from the outbox and by the mail
/// client alone.
/// </summary>
internal static class SendingBenchmark
{
    private static readonly int Rounded = BenchmarkSize.Of(3, 1);
    private static readonly int PerRound = BenchmarkSize.Of(20_000, 4_000);
    private static readonly int EmailsPerRound = BenchmarkSize.Of(4_000, 400);
    private const int Batch = 500;

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_sending");
        await CompareRecordsAsync(output, database);
        await CompareEmailsAsync(output, database);
        await SizeAsync(output, database);
    }

    private static async Task CompareRecordsAsync(TextWriter output, DurableDatabase database)
    {
        await using var pools = new DatabasePools(database.ConnectionString);
        var statements = new Statements(pools);
        await database.ExecuteAsync($"""
            create table public.bare_message
              (id bigint primary key, due_at timestamptz not null, lease_until timestamptz, sent_at timestamptz, body text not null);
            create index bare_ready on public.bare_message (due_at) where lease_until is null;
            insert into public.bare_message select n, now(), null, null, repeat('x', 80) from generate_series(1, {(Rounded + 1) * PerRound}) n;
            """);
        await using var bare = NpgsqlDataSource.Create(database.ConnectionString);
        output.WriteLine($"claimed, written and recorded in batches of {Batch}, {FollowUpHost.AreaCodes.Length} areas, with disk sync");
        for (var round = 0; round <= Rounded; round++) await statements.QueueAsync($"records-{round}", PerRound);
        await Rounds.CompareAsync(output, Rounded,
            ("bare: claim with skip locked, mark as done", () => BareAsync(bare)),
            ("outbox: claim, write down, record", statements.DrainAsync));
    }

    private static async Task<long> BareAsync(NpgsqlDataSource source)
    {
        var done = 0;
        while (done < PerRound)
        {
            await using var claim = source.CreateCommand(
                $"update public.bare_message set lease_until = now() + interval '2 minutes' where id in (select id from public.bare_message where " +
                $"lease_until is null and due_at <= now() order by due_at limit {Batch} for update skip locked) returning id");
            var ids = new List<long>(Batch);
            await using (var rows = await claim.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync()) ids.Add(rows.GetInt64(0));
            }
            await using var record = source.CreateCommand("update public.bare_message set sent_at = now() where id = any ($1)");
            record.Parameters.Add(new() { Value = ids.ToArray() });
            await record.ExecuteNonQueryAsync();
            done += ids.Count;
        }
        return done;
    }

    private static async Task CompareEmailsAsync(TextWriter output, DurableDatabase database)
    {
        await using var mail = LocalMailServer.Start();
        await using var host = Host(database.ConnectionString, mail.Port);
        await host.StartAsync();
        output.WriteLine("e-mails to an SMTP server on this machine, 8 connections");
        var round = 0;
        await Rounds.CompareAsync(output, Rounded,
            ("the mail client only", () => ClientAloneAsync(mail.Port)),
            ("from the outbox: claimed, rendered, written, sent, recorded", () => FromOutboxAsync(host, mail, $"emails-{round++}")));
        await host.StopAsync();
    }

    private static async Task<long> ClientAloneAsync(int port)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellationToken) =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, cancellationToken);
            for (var i = 0; i < EmailsPerRound / 8; i++)
            {
                var words = new MultipartAlternative(
                    new TextPart("plain") { Text = new string('x', 800) }, new TextPart("html") { Text = new string('y', 3000) });
                using var message = new MimeMessage(
                    [new MailboxAddress(null, "hello@workwell.example.org")], [new MailboxAddress(null, "gp@example.org")], "We have your referral", words);
                await client.SendAsync(message, cancellationToken);
            }
        });
        return EmailsPerRound;
    }

    private static async Task<long> FromOutboxAsync(WebApplication host, LocalMailServer mail, string name)
    {
        var arrived = mail.Count + EmailsPerRound;
        await using (var change = host.Services.GetRequiredService<Database>().Begin(Actor.Job("bench")))
        {
            host.Services.GetRequiredService<IMessages>().Queue(change, [.. Enumerable.Range(0, EmailsPerRound).Select(i => Message($"{name}/{i}", "ncl"))]);
            await change.CommitAsync(default);
        }
        await mail.ArrivedAsync(arrived, default);
        while (await UnfinishedAsync(host) > 0) await Task.Yield();
        return EmailsPerRound;
    }

    private static async Task<long> UnfinishedAsync(WebApplication host)
    {
        var counts = await host.Services.GetRequiredService<ISentMessages>().CountsAsync(new Actor("bench", ["ncl"], "bench"), default);
        return counts.Sum(count => count.Count);
    }

    private static async Task SizeAsync(TextWriter output, DurableDatabase database)
    {
        await database.ExecuteAsync("vacuum full communications.message");
        await database.ExecuteAsync("vacuum full communications.attempt");
        var message = await database.ReadAsync<double>("select pg_relation_size('communications.message')::float8 / count(*) from communications.message");
        var indexes = await database.ReadAsync<double>("select pg_indexes_size('communications.message')::float8 / count(*) from communications.message");
        var attempt = await database.ReadAsync<double>(
            "select pg_relation_size('communications.attempt')::float8 / count(*) from communications.attempt where template <> 'bench'");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"stored: {message:N0} bytes per message, {indexes:N0} in its indexes, {attempt:N0} for what was sent"));
    }

    private static WebApplication Host(string connectionString, int port) => WorkWellHost.Build(new HostSettings
    {
        ConnectionString = connectionString,
        ConfigFolder = Checkout.Path("config"),
        PluginsFolder = Checkout.Path("artifacts", "areas"),
        Address = "http://127.0.0.1:0",
        Overrides = new Dictionary<string, string?>
        {
            ["Data"] = Checkout.Path(".workwell", "bench-data"),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Dispatch:Enabled"] = "true",
            ["Dispatch:EmailsToOneAddress"] = "0",
            ["Dispatch:Transports:Email"] = "smtp",
            ["Mail:From"] = "hello@workwell.example.org",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Encrypted"] = "false",
        },
    });

    private static MessageRequest Message(string key, string area) => new()
    {
        Key = key,
        Area = area,
        Type = "referrer-receipt",
        ReferralId = MessageId.For(area, key),
        To = MessageTo.Address("gp@example.org"),
        Fields = new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" },
        NotBefore = TimeProvider.System.GetUtcNow().AddSeconds(-1),
    };

    /// <summary>The statements of sending, with no other work between them.</summary>
    private sealed class Statements(DatabasePools pools)
    {
        private readonly Database database = new(pools, new Reactions([], new ServiceCollection().BuildServiceProvider()), TimeProvider.System);
        private readonly DueTime due = new(TimeProvider.System);

        public async Task QueueAsync(string name, int number)
        {
            await using var change = database.Begin(Actor.Job("bench"));
            new MessageOutbox(due, new WakeUp(new HashSet<string>(), null, TimeProvider.System))
                .Queue(change, [.. Enumerable.Range(0, number).Select(i => Message($"{name}/{i}", FollowUpHost.AreaCodes[i % FollowUpHost.AreaCodes.Length]))]);
            await change.CommitAsync(default);
        }

        public async Task<long> DrainAsync()
        {
            var (claims, begin, record) = (new ClaimMessages(database, due), new BeginAttempts(database, due), new RecordOutcomes(database, due));
            using var smtp = new SmtpTransport(new MailOptions { From = "hello@workwell.example.org" }, TimeProvider.System);
            var lane = new TransportChannel(smtp, [Channel.Email], TimeProvider.System);
            var words = new RenderedMessage(
                Channel.Email, "gp@example.org", null, "en", false, "We have your referral", string.Join(' ', Enumerable.Range(0, 150)), null, "bench");
            var done = 0L;
            while (done < PerRound)
            {
                var (claimed, _) = await claims.ClaimAsync(
                    [new ChannelCapacity("smtp", "email", Math.Min(Batch, PerRound - (int)done))], FollowUpHost.AreaCodes, TimeSpan.FromMinutes(3), default);
                var begun = await begin.BeginAsync([.. claimed.Select(claim => new ReadyMessage(claim, words, lane))], default);
                done += (await record.RecordAsync([.. begun.Select(one => Outcome.Of(one.Claim, "sent"))], default)).Count;
            }
            return done;
        }
    }
}
