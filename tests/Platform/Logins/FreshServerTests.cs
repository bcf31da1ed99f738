using System.Net;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests.Logins;

/// <summary>A new server, set up as the page for operators says, and what goes wrong when somebody does it otherwise.</summary>
public sealed class FreshServerTests
{
    private const string Owner = "WORKWELL_DATABASE_OWNER";
    private const string Host = "WORKWELL_DATABASE";
    private const string Backup = "WORKWELL_DATABASE_BACKUP";

    public static TheoryData<string> Versions => FreshServer.Versions;

    [Fact]
    public void Both_versions_are_tried_where_both_are_installed() => Assert.SkipUnless(
        Versions.Count == 2, "PostgreSQL 15 is not in /usr/lib/postgresql/15: apt-get install postgresql-15 adds the tests on it. Those on 18 ran.");

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_page_followed_word_by_word_leads_to_a_host_that_serves(string version)
    {
        await using var server = await FreshServer.StartAsync(version);
        await server.SetUpAsync();
        await WorksAsync(server.Environment(Owner), "migrate");
        await WorksAsync(server.Environment(Owner, Host, Backup), "database-check");
        await using var host = await ServingProcess.StartAsync(server.Data, server.Environment(Host));
        Assert.Equal(HttpStatusCode.OK, await host.AskAsync("/health/ready"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_owner_who_makes_the_role_and_a_second_database_of_another_owner_both_migrate(string version)
    {
        await using var server = await FreshServer.StartAsync(version);
        await server.RunAsync("postgres", "create role one login createrole password 'one'; create role two login password 'two'");
        foreach (var name in (string[])["one", "two"])
        {
            await server.RunAsync("postgres", $"create database {name} owner {name}");
            await WorksAsync(new Dictionary<string, string> { [Owner] = server.As(name, name, name) }, "migrate");
        }
        Assert.Equal("one two", $"{await server.ReadAsync("one", OwnersOfTables)} {await server.ReadAsync("two", OwnersOfTables)}");
    }

    // Managed services give no superuser: theirs may make roles and databases, and on PostgreSQL 16 may hand on the roles it makes without being able to become
    // them.
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_administrator_who_is_no_superuser_is_enough(string version)
    {
        Assert.SkipWhen(version == "15", "PostgreSQL 15 lets only a superuser make a login that passes by the guard of rows.");
        await using var server = await FreshServer.StartAsync(version);
        await server.RunAsync("postgres", """
            create role administrator login createrole createdb bypassrls password 'a';
            grant pg_read_all_data to administrator with admin option;
            grant create on database postgres to administrator; alter role administrator set createrole_self_grant = 'set, inherit';
            """);
        await server.SetUpAsync(server.As("administrator", "a", "postgres"));
        await WorksAsync(server.Environment(Owner), "migrate");
        await WorksAsync(server.Environment(Owner, Host, Backup), "database-check");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_host_refuses_a_login_that_could_undo_its_guards(string version)
    {
        await using var server = await FreshServer.StartAsync(version);
        await server.SetUpAsync();
        await WorksAsync(server.Environment(Owner), "migrate");
        var asOwner = new Dictionary<string, string> { [Host] = server.Environment(Owner)[Owner], ["WORKWELL_DATA"] = server.Data };
        Assert.Contains("owns the database. The host needs a login of its own", await RefusalAsync(asOwner, "serve", "--port", "0"), StringComparison.Ordinal);

        var administrator = new Dictionary<string, string> { [Host] = server.Administrator("workwell") };
        Assert.Contains("may do more than a host should", await RefusalAsync(administrator, "work"), StringComparison.Ordinal);

        Assert.Contains($"{Owner} is set", await RefusalAsync(server.Environment(Owner, Host), "serve", "--port", "0"), StringComparison.Ordinal);
        Assert.Contains("Only the owner migrates", await RefusalAsync(server.Environment(Host), "migrate"), StringComparison.Ordinal);

        var elsewhere = new Dictionary<string, string> { [Host] = "Host=db.example.org;Database=workwell;Username=workwell_host;Password=x" };
        Assert.Contains("may be in the clear", await RefusalAsync(elsewhere, "serve", "--port", "0"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_database_of_the_release_before_gets_the_logins_first_and_is_closed_when_its_hosts_have_stopped(string version)
    {
        await using var server = await FreshServer.StartAsync(version);
        await server.SetUpAsync();
        await WorksAsync(server.Environment(Owner), "migrate");
        foreach (var kind in DatabaseRoles.NarrowKinds)
            await server.RunAsync("workwell", $"drop owned by {LoginOf(kind)}; drop role {LoginOf(kind)}; grant {DatabaseRoles.Of(kind)} to workwell_runtime");

        var refusal = await RefusalAsync(server.Environment(Host), "serve", "--port", "0");
        Assert.Contains("has no login for some kinds of actors: workwell_host_office, ", refusal, StringComparison.Ordinal);
        await server.RunAsync("workwell", Statements(await RefusalAsync(server.Environment(Host), "database-check"))
            .Replace("'the-one-of-workwell_host'", "'choose-another'", StringComparison.Ordinal));
        await using var host = await ServingProcess.StartAsync(server.Data, server.Environment(Host));
        Assert.Equal(HttpStatusCode.OK, await host.AskAsync("/health/ready"));

        var open = await RefusalAsync(server.Environment(Host), "database-check");
        Assert.Contains("A host can become workwell_assessor", open, StringComparison.Ordinal);
        await server.RunAsync("workwell", Statements(open));
        await WorksAsync(server.Environment(Host), "database-check");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_check_names_what_is_wrong_and_its_statements_mend_it(string version)
    {
        await using var server = await FreshServer.StartAsync(version);
        await server.SetUpAsync();
        await WorksAsync(server.Environment(Owner), "migrate");
        await AssertMendsAsync("""
            grant workwell_owner to workwell_host; grant pg_write_all_data to workwell_runtime; alter role workwell_host createrole;
            alter role workwell_host set workwell.areas = '*'; grant connect on database workwell to public;
            alter role workwell_backup nobypassrls; grant workwell_owner to workwell_backup;
            """,
            "could switch off what guards", "is a member of \"pg_write_all_data\"", "may do more than a host should", "settings of WorkWell's",
            "Every login of the server may connect", "would fail, or hold no people", "may do more than read");
        await AssertMendsAsync("revoke workwell_runtime from workwell_host", "is not a member of workwell_runtime");
        await AssertMendsAsync("""
            grant workwell_runtime to workwell_host_assessor; revoke workwell_operator from workwell_host_operator;
            revoke connect on database workwell from workwell_host_office; alter role workwell_host_break_glass bypassrls;
            """,
            "\"workwell_host_assessor\" is a member of \"workwell_runtime\"", "\"workwell_host_operator\" is not a member of workwell_operator",
            "as \"workwell_host_office\"", "\"workwell_host_break_glass\" may do more");
        await AssertMendsAsync("""
            alter table access.audit_entry disable trigger audit_entry_is_insert_only; grant delete on ui.key to workwell_runtime;
            alter table people.person no force row level security; grant update on referrals.referral to workwell_runtime;
            """,
            "audit_entry_is_insert_only of access.audit_entry is switched off", "may delete ui.key", "people.person are not guarded",
            "may update referrals.referral");

        async Task AssertMendsAsync(string harm, params string[] says)
        {
            await server.RunAsync("workwell", harm);
            var everything = server.Environment(Owner, Host, Backup);
            var refusal = await RefusalAsync(everything, "database-check");
            Assert.All(says, said => Assert.Contains(said, refusal, StringComparison.Ordinal));
            await server.RunAsync("workwell", Statements(refusal));
            await WorksAsync(everything, "database-check");
        }
    }

    private static string LoginOf(ActorKind kind) => DatabaseRoles.LoginOf("workwell_host", kind);

    private static string Statements(string output) => string.Join('\n', output.Split('\n').Where(line => line.EndsWith(';')));

    private const string OwnersOfTables =
        "select string_agg(distinct tableowner, ',') from pg_tables where schemaname in ('access', 'people', 'platform', 'hangfire')";

    private static async Task WorksAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = await FreshServer.CommandAsync(environment, arguments);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<string> RefusalAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (exitCode, output) = await FreshServer.CommandAsync(environment, arguments);
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("choose-", output, StringComparison.Ordinal);
        return output;
    }
}
