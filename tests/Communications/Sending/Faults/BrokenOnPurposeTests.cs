using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Communications.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>With the protection against duplicates removed, the comparison with the carriers' records must find the duplicates.</summary>
public sealed class BrokenOnPurposeTests : IAsyncLifetime
{
    private static readonly string[] Keys = ["R/1", "R/2"];
    private SendingHost given = null!;

    public async ValueTask InitializeAsync()
    {
        given = await SendingHost.StartAsync();
        await given.QueueAsync([.. Keys.Select(key => given.Message(key, MessageTo.Address("gp@example.org")))]);
    }

    public ValueTask DisposeAsync() => given.DisposeAsync();

    [Fact]
    public async Task A_broken_key_is_found()
    {
        await BreakAsync("""
            insert into communications.message
              (due_at, queued_at, is_urgent, at_any_hour, id, referral_id, address, area, channel, type, key, language, content)
            select due_at, queued_at, is_urgent, at_any_hour, gen_random_uuid(), referral_id, address, area, channel, type, key, language, content
              from communications.message
            """);
        await given.SendDueAsync();
        Assert.Equal(2, (await CompareAsync()).Twice.Count);
    }

    [Fact]
    public async Task A_broken_lease_is_found()
    {
        given.Mail.Behaviour = _ => MailBehaviour.HoldAfterContent;
        var held = given.SendDueAsync();
        await given.Mail.ArrivedAsync(2, default);
        given.Mail.Behaviour = null;
        await BreakAsync("update communications.message set state = 'queued', lease_until = null");
        await using (var other = await given.AnotherHostAsync()) await other.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        given.Mail.Release.TrySetResult();
        await held;
        Assert.Equal(2, (await CompareAsync()).Twice.Count);
    }

    [Fact]
    public async Task Unbroken_nothing_is_found()
    {
        await given.SendDueAsync();
        var comparison = await CompareAsync();
        Assert.True(comparison.IsClean, comparison.ToString());
        Assert.Equal(2, given.Mail.Count);
    }

    private Task<LedgerComparison> CompareAsync() =>
        LedgerComparison.OfDatabaseAsync(given.Host.Database.ConnectionString, Keys, [.. given.Mail.Received.Select(mail => mail.MessageId.Split('@')[0])]);

    private async Task BreakAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(given.Host.Database.ConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
