using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners.Tests;

public sealed class PartnerDirectoryTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    [Fact]
    public async Task The_services_of_an_area_are_those_of_its_file_with_their_own_letters()
    {
        var services = await given.Partners.ServicesAsync("bsol", default);

        Assert.Contains(services, service =>
            service.OrganisationName == "Sähëlï Hub" && service.Coaches && service.Networks.Contains("Saltley and Alum Rock"));
        Assert.Contains(given.Partners.Organisations("bsol"), organisation => organisation.Name == "Sähëlï Hub");
    }

    [Fact]
    public async Task An_area_nobody_knows_has_no_services()
    {
        Assert.Empty(await given.Partners.ServicesAsync("nowhere", default));
        Assert.Empty(given.Partners.Organisations("nowhere"));
    }

    [Fact]
    public async Task A_changed_file_is_taken_up_while_the_host_runs_and_a_wrong_one_leaves_the_last_good_serving()
    {
        given.Coaching(service => service["name"] = "Coaching under a new name");
        Assert.Equal("Coaching under a new name", (await given.CoachingAsync()).Name);

        given.Coaching(service => (service["name"], service["helpsWith"]) = ("Never seen", new System.Text.Json.Nodes.JsonArray("magic")));
        Assert.Equal("Coaching under a new name", (await given.CoachingAsync()).Name);

        given.Write("ncl", "partners.json", "{ \"organisations\": [");
        Assert.Equal("Coaching under a new name", (await given.CoachingAsync()).Name);

        given.Coaching(service => service["name"] = "Right again");
        Assert.Equal("Right again", (await given.CoachingAsync()).Name);
    }

    [Fact]
    public async Task After_a_restart_with_a_broken_file_the_partners_of_before_serve_until_it_is_mended()
    {
        given.Coaching(service => service["name"] = "As it was");
        await using (given.AnotherHost())
        {
            // Starting a host publishes the current settings and partners.
        }
        given.Coaching(service => service["helpsWith"] = new System.Text.Json.Nodes.JsonArray("magic"));
        await using (var restarted = given.AnotherHost())
        {
            var status = restarted.Services.GetRequiredService<IAreaCatalogue>().Statuses.Single(area => area.Code == "ncl");
            Assert.Equal(AreaState.Ready, status.State);
            Assert.Contains("\"magic\" is not a need.", status.RefusedUpdate, StringComparison.Ordinal);
            Assert.Equal("As it was", await CoachingAsync(restarted));
        }

        given.Coaching(service => service["name"] = "Mended");
        await using var mended = given.AnotherHost();
        Assert.Equal("Mended", await CoachingAsync(mended));

        static async Task<string> CoachingAsync(Microsoft.AspNetCore.Builder.WebApplication host) =>
            (await host.Services.GetRequiredService<IPartnerDirectory>().ServicesAsync("ncl", default)).Single(service => service.Coaches).Name;
    }

    [Fact]
    public async Task A_demonstration_writes_to_invented_addresses_only()
    {
        given.Organisation(organisation => organisation["email"] = "desk@real-partner.example");
        await using var demonstration = given.AnotherHost(isDemonstration: true);

        Assert.Equal("desk@real-partner.example", given.Partners.Organisations("ncl").Single().Email);
        Assert.EndsWith(".ncl@partners.example", demonstration.Services.GetRequiredService<IPartnerDirectory>().Organisations("ncl").Single().Email,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_in_the_file_ends_after_its_last_day()
    {
        var lastDay = LondonTime.DateOf(given.Host.Clock.GetUtcNow()).AddDays(1);
        given.Coaching(service => (service["isPaused"], service["pausedUntil"]) = (true, lastDay.ToString("O", null)));

        Assert.True((await given.CoachingAsync()).IsPaused);
        given.Host.Clock.Set(LondonTime.At(lastDay, new TimeOnly(23, 59)));
        Assert.True((await given.CoachingAsync()).IsPaused);
        given.Host.Clock.Set(LondonTime.At(lastDay.AddDays(1), default));
        Assert.False((await given.CoachingAsync()).IsPaused);
    }

    [Fact]
    public async Task Room_is_counted_where_a_capacity_is_stated_those_held_before_included_and_given_back_on_release()
    {
        var (early, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        given.Coaching(_ => { });
        await given.FindForUpdateAsync(early);
        Assert.Equal(0, (await given.CoachingAsync()).Open);

        given.Coaching(service => service["capacity"] = 5);
        Assert.Equal(1, (await given.CoachingAsync()).Open);
        await given.FindForUpdateAsync(first);
        await given.FindForUpdateAsync(second);
        Assert.Equal((3, 5), ((await given.CoachingAsync()).Open, (await given.CoachingAsync()).Capacity));

        await given.ReleaseAsync(first);
        await given.ReleaseAsync(first);
        Assert.Equal(2, (await given.CoachingAsync()).Open);
        await given.ReleaseAsync(early);
        await given.ReleaseAsync(second);
        Assert.Equal(0, (await given.CoachingAsync()).Open);
    }

    [Fact]
    public async Task Two_hosts_that_give_the_last_place_away_at_once_give_it_to_one_person()
    {
        given.Coaching(service => service["capacity"] = 1);
        await using var other = given.AnotherHost();
        var theirPartners = other.Services.GetRequiredService<IPartnerDirectory>();
        Assert.Equal(0, (await given.CoachingAsync()).Open);
        Assert.Equal(0, (await theirPartners.ServicesAsync("ncl", default)).Single(service => service.Coaches).Open);
        var (ours, theirs) = (Guid.NewGuid(), Guid.NewGuid());

        var outcomes = await Task.WhenAll(
            TryHoldAsync(given.Database, given.Partners, ours), TryHoldAsync(other.Services.GetRequiredService<Database>(), theirPartners, theirs));

        Assert.Single(outcomes, isHeld => isHeld);
        Assert.Equal(1L,
            await given.Host.Database.ReadAsync<long>("select count(*) from partners.reservation where referral = any ($1)", new[] { ours, theirs }));
        Assert.Equal(1, (await given.CoachingAsync()).Open);
        Assert.Equal(1, (await theirPartners.ServicesAsync("ncl", default)).Single(service => service.Coaches).Open);
        await given.ReleaseAsync(ours);
        await given.ReleaseAsync(theirs);
    }

    [Fact]
    public async Task However_many_ask_at_once_a_capacity_is_never_exceeded_and_never_wasted()
    {
        given.Coaching(service => service["capacity"] = 7);
        var asking = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToArray();

        var outcomes = await Task.WhenAll(asking.Select(referral => TryHoldAsync(given.Database, given.Partners, referral)));

        Assert.Equal(7, outcomes.Count(isHeld => isHeld));
        Assert.Equal(7, (await given.CoachingAsync()).Open);
        await Task.WhenAll(asking.Select(given.ReleaseAsync));
        Assert.Equal(0, (await given.CoachingAsync()).Open);
    }

    [Fact]
    public async Task A_capacity_that_is_lowered_below_those_held_takes_nobody_more_and_lets_them_go()
    {
        var held = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        given.Coaching(service => service["capacity"] = 3);
        foreach (var referral in held) await given.FindForUpdateAsync(referral);
        given.Coaching(service => service["capacity"] = 2);

        Assert.False(await TryHoldAsync(given.Database, given.Partners, Guid.NewGuid()));
        Assert.Equal(3, (await given.CoachingAsync()).Open);
        foreach (var referral in held) await given.ReleaseAsync(referral);
        Assert.Equal(0, (await given.CoachingAsync()).Open);
    }

    [Fact]
    public async Task A_key_of_another_area_can_neither_hold_nor_release_here()
    {
        given.Coaching(_ => { });
        var referral = Guid.NewGuid();
        await given.FindForUpdateAsync(referral);
        var dudley = new Actor("test", ["dudley"], "test");

        await using (var change = given.Database.Begin(dudley))
        {
            given.Partners.Reserve(change, "ncl", "ncl-coaching", Guid.NewGuid());
            await Assert.ThrowsAsync<PostgresException>(() => change.CommitAsync(default));
        }
        await using (var change = given.Database.Begin(dudley))
        {
            given.Partners.Release(change, referral);
            await change.CommitAsync(default);
        }
        Assert.Equal(1L, await given.Host.Database.ReadAsync<long>("select count(*) from partners.reservation where referral = $1", referral));
        await given.ReleaseAsync(referral);
    }

    private static async Task<bool> TryHoldAsync(Database database, IPartnerDirectory partners, Guid referral)
    {
        await using var change = database.Begin(PartnersFixture.Ncl);
        partners.Reserve(change, "ncl", "ncl-coaching", referral);
        try
        {
            await change.CommitAsync(default);
            return true;
        }
        catch (PostgresException refusal) when (refusal.ConstraintName == PartnerCapacity.IsLeft)
        {
            return false;
        }
    }
}
