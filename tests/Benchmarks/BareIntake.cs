using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Benchmarks;

/// <summary>
/// The minimum intake: Kestrel, the same driver and pool settings, and one batch of three inserts with 14 rows. No validation, decision, row-level security,
/// idempotency or audit.
/// </summary>
internal sealed class BareIntake : IAsyncDisposable
{
    private readonly WebApplication app;

    private BareIntake(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<BareIntake> StartAsync(DurableDatabase database)
    {
        await database.ExecuteAsync("""
            create schema bare; grant usage on schema bare to workwell_runtime;
            create table bare.person (id uuid primary key, given_name text not null, family_name text not null, email text not null, at timestamptz not null);
            create table bare.referral (id uuid primary key, person_id uuid not null, reference text not null, facts jsonb not null, at timestamptz not null);
            create table bare.due (referral_id uuid not null, number int not null, step text not null, due_at timestamptz not null,
              primary key (referral_id, number));
            grant insert on all tables in schema bare to workwell_runtime;
            """);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_ => DatabasePools.Source(database.ConnectionString, ActorKind.Team));
        var app = builder.Build();
        app.MapPost("/refer", InsertAsync);
        await app.StartAsync();
        return new BareIntake(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<IResult> InsertAsync(HttpRequest request, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var facts = await reader.ReadToEndAsync(cancellationToken);
        var (person, referral, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await using var batch = source.CreateBatch();
        Add(batch, "insert into bare.person (id, given_name, family_name, email, at) values ($1, $2, $3, $4, $5)", person, "Rosa", "Example",
            "rosa@people.example", now);
        Add(batch, "insert into bare.referral (id, person_id, reference, facts, at) values ($1, $2, $3, $4::jsonb, $5)", referral, person, "WW-7K3M-P9QX",
            facts, now);
        Add(
            batch, "insert into bare.due (referral_id, number, step, due_at) select $1, d.number, d.step, d.due_at from unnest($2, $3, $4) as d (number, " +
            "step, due_at)",
            referral, Enumerable.Range(0, 12).ToArray(), Enumerable.Repeat("check-in", 12).ToArray(),
            Enumerable.Range(0, 12).Select(week => now.AddDays(7 * week)).ToArray());
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return TypedResults.Ok(new { reference = "WW-7K3M-P9QX" });
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
