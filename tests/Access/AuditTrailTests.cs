using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

public sealed class AuditTrailTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly Actor Llr = new("key:desk", ["llr"], "answer-referrals");
    private readonly Guid subject = Guid.NewGuid();
    private readonly RunningHost host = shared.Host;

    public async ValueTask InitializeAsync()
    {
        await using var change = host.Services.GetRequiredService<Database>().Begin(Llr);
        host.Services.GetRequiredService<IAuditTrail>().Record(change, "llr", "referrals.accepted", subject, """{"service":"s"}""");
        await change.CommitAsync(default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_entry_says_who_did_what_why_and_when() =>
        Assert.Equal("llr|2026-09-07 09:00:00+00|key:desk|answer-referrals|referrals.accepted|{\"service\": \"s\"}", await host.Database.ReadAsync<string>(
            "select concat_ws('|', area, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS+00'), actor, purpose, action, details::text) from " +
            "access.audit_entry where subject = $1", subject));

    [Theory]
    [InlineData("update access.audit_entry set actor = 'somebody else'")]
    [InlineData("delete from access.audit_entry")]
    [InlineData("truncate access.audit_entry")]
    public async Task Neither_the_host_nor_the_owner_can_change_the_past(string sql)
    {
        await using var runtime = host.Database.RuntimeSource();
        await using var asHost = runtime.CreateCommand(sql);
        await Assert.ThrowsAsync<PostgresException>(() => asHost.ExecuteNonQueryAsync());
        await using var owner = NpgsqlDataSource.Create(host.Database.ConnectionString);
        await using var asOwner = owner.CreateCommand(sql);
        await Assert.ThrowsAsync<PostgresException>(() => asOwner.ExecuteNonQueryAsync());
        Assert.Equal("key:desk", await host.Database.ReadAsync<string>("select actor from access.audit_entry where subject = $1", subject));
    }
}
