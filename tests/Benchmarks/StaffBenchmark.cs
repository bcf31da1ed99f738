using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>
/// What being let in costs (<see cref="StaffAccessBenchmark"/>), and the audit: an entry beside a row of the same columns in a table with nothing but its key,
/// both with the same commit; sealing; and verifying the whole trail again.
/// </summary>
internal static class StaffBenchmark
{
    private const int Connections = 8;
    private const int PerRound = 4000;
    private const int RoundsEach = 7;
    private static readonly Actor Llr = new("key:bench", ["llr"], "read-referrals");
    private static readonly int Entries = BenchmarkSize.Of(2_000_000, 400_000);

    public static async Task RunAsync(TextWriter output)
    {
        await using var database = await DurableDatabase.StartAsync("bench_staff");
        await using var app = QuietHost.Build(database);
        await StaffAccessBenchmark.RunAsync(output, database, app.Services);
        await database.ExecuteAsync("""
            create table public.plain (number bigint generated always as identity primary key, area text not null, at timestamptz not null,
              actor text not null, purpose text not null, action text not null, subject uuid not null, details jsonb);
            """);
        var audit = app.Services.GetRequiredService<IAuditTrail>();
        var ours = app.Services.GetRequiredService<Database>();
        await using var plain = NpgsqlDataSource.Create(database.ConnectionString);
        var medians = await Rounds.CompareAsync(
            output, RoundsEach, ("a plain insert", () => PlainAsync(plain)), ("an audit entry", () => EntryAsync(ours, audit)));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  of a plain insert {medians["an audit entry"] / medians["a plain insert"]:0.00} (target 0.5)"));
        await ChainAsync(output, database, app.Services.GetRequiredService<IAuditChain>());
    }

    private static async Task ChainAsync(TextWriter output, DurableDatabase database, IAuditChain chain)
    {
        await chain.SealAsync(default);
        await database.ExecuteAsync($$"""
            insert into access.audit_entry (area, at, actor, purpose, action, subject, details)
            select case when i % 2 = 0 then 'llr' else 'bsol' end, now(), 'staff:' || gen_random_uuid(), 'read-referrals', 'referrals.read', gen_random_uuid(),
              case when i % 3 = 0 then '{"page": "/staff/areas/{area}/tasks/{id:guid}"}'::jsonb end
            from generate_series(1, {{Entries}}) i;
            """);
        await database.ExecuteAsync("vacuum analyze access.audit_entry");
        var started = Stopwatch.GetTimestamp();
        var isSealed = await chain.SealAsync(default);
        Write(output, "sealed", isSealed, started, "");
        for (var round = 0; round < 3; round++)
        {
            started = Stopwatch.GetTimestamp();
            var verdicts = await chain.VerifyAsync(null, [], default);
            if (verdicts.FirstOrDefault(verdict => verdict.Break is not null)?.Break is { } broken) throw new InvalidOperationException(broken.Says);
            Write(output, "verified", verdicts.Sum(verdict => verdict.Entries), started, " (target 1,000,000)");
        }
    }

    private static void Write(TextWriter output, string what, long entries, long started, string target)
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what} {entries:N0} entries in {seconds:0.0} s, {entries / seconds:N0}/s{target}"));
    }

    private static async Task<long> PlainAsync(NpgsqlDataSource source)
    {
        await Parallel.ForAsync(0, PerRound, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (_, cancellationToken) =>
        {
            await using var command = source.CreateCommand(
                "insert into public.plain (area, at, actor, purpose, action, subject, details) values ($1, $2, $3, $4, $5, $6, $7::jsonb)");
            foreach (var value in new object[] { "llr", DateTimeOffset.UnixEpoch, Llr.Name, Llr.Purpose, "referrals.read", Guid.NewGuid(), """{"page":"p"}""" })
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        });
        return PerRound;
    }

    private static async Task<long> EntryAsync(Database database, IAuditTrail audit)
    {
        await Parallel.ForAsync(0, PerRound, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (_, cancellationToken) =>
        {
            await using var change = database.Begin(Llr);
            audit.Record(change, "llr", "referrals.read", Guid.NewGuid(), """{"page":"p"}""");
            await change.CommitAsync(cancellationToken);
        });
        return PerRound;
    }
}
