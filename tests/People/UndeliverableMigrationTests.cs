using Microsoft.Extensions.DependencyInjection;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.People.Tests;

/// <summary>What the migration makes of stops that bounces made before it: its second half, run once more over rows as they were then.</summary>
public sealed class UndeliverableMigrationTests : IAsyncLifetime
{
    private static readonly Actor Llr = new("door:self", ["llr"], "referral");
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("stopped-email:bounced", "", "email")]
    [InlineData("stopped-email:asked", "email", "")]
    [InlineData("stopped-email:asked stopped-email:bounced", "email", "")]
    [InlineData("stopped-email:bounced email:asked", "", "")]
    [InlineData("stopped-email:bounced preferences:asked", "email", "")]
    [InlineData("", "email", "")]
    public async Task A_stop_of_a_bounce_becomes_one_of_its_address_and_one_that_was_asked_for_stays(string history, string stopped, string undeliverable)
    {
        var people = host.Services.GetRequiredService<IPeople>();
        await using (var change = host.Services.GetRequiredService<Database>().Begin(Llr))
        {
            people.Register(change, "llr", new() { GivenName = "A", FamilyName = "B", Email = "a@example.org", Contact = new() { Stopped = [Channel.Email] } });
            await change.CommitAsync(default);
        }
        foreach (var entry in history.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (what, reason) = (entry.Split(':')[0], entry.Split(':')[1]);
            await host.Database.RunAsync(
                $"insert into people.contact_change (area, person_id, at, actor, what, reason) select area, id, now(), 'test', '{what}', '{reason}' from " +
                $"people.person");
        }
        var migration = await File.ReadAllTextAsync(Checkout.Path("modules", "People", "Migrations", "0003_undeliverable_addresses.sql"));
        await host.Database.RunAsync($"begin; {migration[migration.IndexOf("set local", StringComparison.Ordinal)..]} commit;");

        Assert.Equal(stopped, await host.Database.ReadAsync<string>("select array_to_string(stopped_channels, ',') from people.person"));
        Assert.Equal(undeliverable, await host.Database.ReadAsync<string>("select coalesce(string_agg(channel, ','), '') from people.undeliverable_address"));
    }
}
