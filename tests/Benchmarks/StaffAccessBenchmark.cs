using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OtpNet;
using WorkWell.Access;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>What it costs to be let in, to be asked for a permission, and to read behind the walls of the database.</summary>
internal static class StaffAccessBenchmark
{
    private const string Password = "three teapots sing softly";
    private const int SignIns = 20;
    private const int Checks = 200_000;
    private const int Reads = 2000;
    private const int RoundsEach = 7;

    private const string Read = """
        select id, reference, received_at from referrals.referral where area = $1 and organisation = $2 and ended_at is null
        order by received_at desc limit 50
        """;

    public static async Task RunAsync(TextWriter output, DurableDatabase database, IServiceProvider services)
    {
        await SignInAsync(output, services);
        await CheckAsync(output, services);
        await ReadAsync(output, database, services);
    }

    // Each with an account of its own, since a code counts once.
    private static async Task SignInAsync(TextWriter output, IServiceProvider services)
    {
        var took = new List<double>();
        for (var number = 0; number < SignIns; number++)
        {
            await using var scope = services.CreateAsyncScope();
            var (email, key) = await MakeAsync(scope.ServiceProvider, number);
            var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            var signIn = scope.ServiceProvider.GetRequiredService<StaffSignIn>();
            var account = (await scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>().FindByEmailAsync(Members.EmailKeyOf(email)))!;
            var code = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);
            var started = Stopwatch.GetTimestamp();
            if (await signIn.PasswordAsync(http, email, Password) != true || await signIn.CodeAsync(http, account, code, isRecovery: false) != true)
                throw new InvalidOperationException("Nobody was let in.");
            await signIn.LetInAsync(http, account, "code");
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  signing in by password and code, on the server: median {Rounds.Median(took):0} ms, slowest {took.Max():0} ms"));
    }

    private static async Task<(string Email, string Key)> MakeAsync(IServiceProvider services, int number)
    {
        var email = $"bench-{number}@example.nhs.uk";
        var members = services.GetRequiredService<Members>();
        var (secret, problem) = await members.InviteAsync(
            Actor.Job("bench"), new NewMember("Bench Example", email, "llr", StaffRole.Coach, null), (_, _, _) => { }, default);
        if (problem is not null) throw new InvalidOperationException(problem.Says);
        var users = services.GetRequiredService<UserManager<StaffAccount>>();
        var account = (await users.FindByEmailAsync(Members.EmailKeyOf(email)))!;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, Password);
        var key = services.GetRequiredService<AuthenticatorCodes>().MakeKey(account);
        await users.UpdateAsync(account);
        await members.AcceptAsync(account, secret!, default);
        return (email, key);
    }

    private static async Task CheckAsync(TextWriter output, IServiceProvider services)
    {
        var authorization = services.GetRequiredService<IAuthorizationService>();
        var session = new StaffSession
        {
            Id = Guid.NewGuid(), AccountId = Guid.NewGuid(), Name = "Bench Example", CreatedAt = default, LastSeenAt = default, ConfirmedAt = default,
            Memberships =
            [
                new("llr", StaffRole.Coach, null, null), new("bsol", StaffRole.TeamLead, null, null), new("dudley", StaffRole.PartnerWorker, "ours", null),
            ],
        };
        var user = new ClaimsPrincipal(new StaffIdentity(session, StaffSessionScheme.Name));
        var policy = RoutePermission.PolicyOf(Permission.ReadReferrals, partnersToo: true);
        var took = new List<double>();
        for (var round = 0; round <= RoundsEach; round++)
        {
            var http = new DefaultHttpContext { RequestServices = services, User = user };
            http.Request.Path = "/staff/areas/dudley/offers";
            http.Request.RouteValues["area"] = "dudley";
            var started = Stopwatch.GetTimestamp();
            for (var check = 0; check < Checks; check++)
            {
                if (!(await authorization.AuthorizeAsync(user, http, policy)).Succeeded) throw new InvalidOperationException("The permission was not found.");
            }
            if (round > 0) took.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Checks);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  asking for a permission: {Rounds.Median(took):0.00} µs (target 5)"));
    }

    private static async Task ReadAsync(TextWriter output, DurableDatabase database, IServiceProvider services)
    {
        await database.ExecuteAsync("""
            insert into referrals.referral (
              id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision, organisation, service, offer_number,
              is_demonstration)
            select gen_random_uuid(), (array['llr', 'bsol', 'dudley', 'walsall'])[1 + n % 4], (select 'WW-' || left(l.letters, 4) || '-' || right(l.letters, 4)
                from (select string_agg(substr('23456789CDFHJKMNPQRTVWX', 1 + (n / (23 ^ digit)::bigint % 23)::int, 1), '' order by digit) as letters
                  from generate_series(0, 7) digit) l),
              gen_random_uuid(), 'self', timestamptz '2026-09-01' + n * interval '1 minute', 'eligible', 'offer-to-partner', false, '{}', '{}',
              case when n % 5 = 0 then 'ours' else 'theirs' end, 'coaching', 1, true
            from generate_series(1, 100000) n
            """);
        await database.ExecuteAsync("vacuum analyze referrals.referral");
        var ours = services.GetRequiredService<Database>();
        var team = new Actor("staff:bench", ["llr"], "read-referrals");
        // Connects as the host does, save that its login stands above the walls.
        await using var open = NpgsqlDataSource.Create(DatabasePools.KeepingPlans(new(database.ConnectionString)));
        var medians = await Rounds.CompareAsync(
            output, RoundsEach, ("a read without walls", () => OpenAsync(open)), ("the same behind the area's wall", () => BehindWallsAsync(ours, team)),
            ("the same behind an organisation's too", () => BehindWallsAsync(ours, team with { Organisation = "ours" })));
        foreach (var (name, median) in medians.Skip(1))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {name}: {median / medians["a read without walls"]:0.00} of the read without (target 0.75)"));
        }
    }

    private static async Task<long> OpenAsync(NpgsqlDataSource source)
    {
        for (var read = 0; read < Reads; read++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(Read, connection) { Parameters = { new() { Value = "llr" }, new() { Value = "ours" } } };
            await using var reader = await command.ExecuteReaderAsync();
            var rows = 0;
            while (await reader.ReadAsync()) rows += reader.GetGuid(0) == Guid.Empty ? 0 : 1;
            if (rows != 50) throw new InvalidOperationException("The rows were not found.");
        }
        return Reads;
    }

    private static async Task<long> BehindWallsAsync(Database database, Actor actor)
    {
        for (var read = 0; read < Reads; read++)
        {
            var rows = await database.ReadAsync(actor, Read, ["llr", "ours"], row => row.GetGuid(0), default);
            if (rows.Count != 50) throw new InvalidOperationException("The rows were not found.");
        }
        return Reads;
    }
}
