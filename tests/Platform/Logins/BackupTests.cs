using System.Diagnostics;
using System.Security.Cryptography;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests.Logins;

/// <summary>The drill of docs/operations/running.md: a backup of 10,000 people, restored into an empty database.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private const string Owner = "WORKWELL_DATABASE_OWNER";
    private const string Login = "WORKWELL_DATABASE_BACKUP";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workwell-backup-");
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private FreshServer server = null!;

    private string File => Path.Combine(folder.FullName, "workwell.backup");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(FreshServer.HasTools, "The embedded server comes without pg_dump. apt-get install postgresql-15 adds these tests, on that server.");
        server = await FreshServer.StartAsync("15");
        await server.SetUpAsync();
        await WorksAsync(server.Environment(Owner), "migrate");
    }

    public async ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        if (server is not null) await server.DisposeAsync();
    }

    [Fact]
    public async Task Ten_thousand_people_come_back_from_a_backup_and_what_may_have_been_sent_since_is_not_sent_again()
    {
        await server.RunAsync("workwell", People);
        await server.RunAsync("workwell", """
            insert into access.audit_entry (area, at, actor, purpose, action, subject) select 'llr', now(), 'key:desk', 'x', 'x', gen_random_uuid()
            from generate_series(1, 20)
            """);
        var head = Path.Combine(folder.FullName, "heads.txt");
        await WorksAsync(server.Environment("WORKWELL_DATABASE"), "audit", "head", head);
        await WorksAsync(With(Login), "backup", File);
        Assert.Equal("-rw-------", (await CommandLine.RunAsync("stat", ["-c", "%A", File])).Output.Trim());
        Assert.DoesNotContain("Example-4711", await System.IO.File.ReadAllTextAsync(File, System.Text.Encoding.Latin1), StringComparison.Ordinal);

        var started = Stopwatch.GetTimestamp();
        await NewDatabaseAsync();
        var said = await WorksAsync(With(Owner), "restore", File);
        Assert.Contains("The counts of every table agree", said, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2));

        Assert.Equal(10_000L, await server.ReadAsync("workwell", "select count(*) from people.person"));
        Assert.Equal(
            "delivered 1000, queued 500, sending 1500",
            await server.ReadAsync(
                "workwell",
                "select string_agg(state || ' ' || n, ', ' order by state) from (select state, count(*) n from communications.message group by state) s"));
        await WorksAsync(server.Environment("WORKWELL_DATABASE"), "database-check");

        // The mail server cannot say what it took, so people are asked; nothing was handed over again.
        await using var mail = LocalMailServer.Start();
        var settings = server.Environment("WORKWELL_DATABASE");
        foreach (var (name, value) in Sending(mail.Port)) settings[name] = value;
        await using (var host = await ServingProcess.StartAsync(server.Data, settings))
        {
            await UntilAsync("select count(*) = 0 from communications.message where state = 'sending'");
        }
        // The chain came back as it was, and goes on.
        await server.RunAsync("workwell", "insert into access.audit_entry (area, at, actor, purpose, action, subject) values ('llr', now(), 'x', 'x', 'x', " +
            "gen_random_uuid())");
        await WorksAsync(server.Environment("WORKWELL_DATABASE"), "audit", "head", head + ".later");
        Assert.Contains("whole  llr: 21 entries",
            await WorksAsync(server.Environment("WORKWELL_DATABASE"), "audit", "verify", "--head", head), StringComparison.Ordinal);
        Assert.Equal(0, mail.Count);
        Assert.Equal(1500L, await server.ReadAsync("workwell", "select count(*) from communications.message where state = 'unconfirmed'"));
    }

    [Fact]
    public async Task A_backup_with_a_changed_byte_a_missing_end_or_another_key_restores_nothing()
    {
        await WorksAsync(With(Login), "backup", File);
        await NewDatabaseAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        foreach (var (wrong, says) in ((byte[], string)[])[
            (Changed(bytes, bytes.Length / 2), "was changed"), (Changed(bytes, 60), "key does not fit"), (bytes[..^100], "key does not fit"),
            ([.. "junk"u8], "not a backup")])
        {
            await System.IO.File.WriteAllBytesAsync(File, wrong);
            Assert.Contains(says, await RefusalAsync(With(Owner), "restore", File), StringComparison.Ordinal);
            Assert.Equal(0L, await server.ReadAsync("workwell", Tables));
        }
        await System.IO.File.WriteAllBytesAsync(File, bytes);
        var other = With(Owner);
        other["WORKWELL_BACKUP_KEY"] = Convert.ToBase64String(new byte[32]);
        Assert.Contains("key does not fit", await RefusalAsync(other, "restore", File), StringComparison.Ordinal);
        await WorksAsync(With(Owner), "restore", File);
        Assert.Contains("not empty", await RefusalAsync(With(Owner), "restore", File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_by_a_login_that_would_miss_the_people_or_without_a_key_is_refused()
    {
        var asHost = With(Login);
        asHost[Login] = server.Environment("WORKWELL_DATABASE")["WORKWELL_DATABASE"];
        Assert.Contains("would fail, or hold no people", await RefusalAsync(asHost, "backup", File), StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", await RefusalAsync(server.Environment(Login), "backup", File), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    private const string Tables = "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')";

    private static string People => """
        insert into people.person (id, area, given_name, family_name, address_lines, language, stopped_channels, needs_interpreter, formats, name_key,
          is_demonstration, registered_at)
        select gen_random_uuid(), 'llr', 'Rosa', 'Example-' || n, '{}', 'gu', '{}', false, '{}', 'rosa example ' || n, false, now()
        from generate_series(1, 10000) as n;
        insert into communications.message (due_at, queued_at, is_urgent, at_any_hour, id, referral_id, area, state, channel, type, key, address, content)
        select now() + case when n % 6 = 0 then interval '1 day' else interval '-1 hour' end, now(), false, true, gen_random_uuid(), gen_random_uuid(), 'llr',
          case when n <= 1800 then 'queued' when n <= 2000 then 'sending' else 'delivered' end, 'email', 'referrer-receipt', n::text, 'gp@example.org', '{}'
        from generate_series(1, 3000) as n;
        update communications.message set due_at = now() + interval '1 day' where key::int between 1301 and 1800;
        update communications.message set due_at = now() - interval '1 hour' where key::int <= 1300;
        insert into communications.attempt (begun_at, message_id, number, area, channel, transport, language, template, body)
        select now(), id, 0, area, channel, 'smtp', 'en', '', '' from communications.message where state = 'delivered';
        """;

    private Dictionary<string, string> With(params string[] names)
    {
        var environment = server.Environment(names);
        environment["WORKWELL_BACKUP_KEY"] = key;
        return environment;
    }

    private static Dictionary<string, string> Sending(int port) => new()
    {
        ["WORKWELL_Work__Enabled"] = "true", ["WORKWELL_Dispatch__Enabled"] = "true", ["WORKWELL_Dispatch__Transports__Email"] = "smtp",
        ["WORKWELL_Mail__From"] = "hello@workwell.example.org", ["WORKWELL_Mail__Host"] = "127.0.0.1", ["WORKWELL_Mail__Encrypted"] = "false",
        ["WORKWELL_Mail__Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["WORKWELL_Dispatch__Poll"] = "00:00:00.2",
    };

    private async Task NewDatabaseAsync()
    {
        await server.RunAsync("postgres", "alter database workwell rename to workwell_before");
        foreach (var sql in (string[])["create database workwell owner workwell_owner encoding 'UTF8' template template0",
            "revoke connect, temporary on database workwell from public",
            $"grant connect on database workwell to workwell_backup, {string.Join(", ", Enum.GetValues<ActorKind>().Select(kind =>
                DatabaseRoles.LoginOf("workwell_host", kind)))}"])
            await server.RunAsync("postgres", sql);
    }

    private async Task UntilAsync(string sql)
    {
        for (var since = Stopwatch.GetTimestamp(); await server.ReadAsync("workwell", sql) is not true;)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(2), sql);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }

    private static async Task<string> WorksAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = await FreshServer.CommandAsync(environment, arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static async Task<string> RefusalAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = await FreshServer.CommandAsync(environment, arguments);
        Assert.True(exitCode == 1, output);
        return output;
    }
}
