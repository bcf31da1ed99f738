using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>The follow-ups of one database, with a clock that the test moves.</summary>
public sealed class FollowUpsFixture : IAsyncLifetime
{
    private ServiceProvider services = null!;

    internal TestDatabase Stored { get; private set; } = null!;

    internal SettableClock Clock { get; } = new(RunningHost.UsualStart);

    internal InterimMessages Messages { get; } = new();

    internal InterimReferrals Referrals { get; } = new();

    internal InterimAreas Areas { get; } = new(Sample.Area("one"), Sample.Area("two"));

    internal Database Database => services.GetRequiredService<Database>();

    public async ValueTask InitializeAsync()
    {
        Stored = await TestDatabase.CreateAsync();
        services = Build();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Stored.DisposeAsync();
    }

    /// <summary>Another host on the same database and clock.</summary>
    internal ServiceProvider Build()
    {
        var all = new ServiceCollection().AddLogging();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConfigFolder"] = Checkout.Path("config") }).Build();
        all.AddSingleton<IConfiguration>(configuration);
        all.AddPlatform(Stored.ConnectionString);
        all.AddSingleton<TimeProvider>(Clock);
        all.AddSingleton<IAreaCatalogue>(Areas);
        all.AddSingleton<IMessages>(Messages);
        all.AddSingleton<IReferrals>(Referrals);
        all.AddSingleton<IPartnerDirectory>(new InterimPartners());
        new FollowUpsModule().AddServices(all, configuration);
        return all.BuildServiceProvider();
    }

    internal async Task HappenAsync(params object[] events)
    {
        await using var change = Database.Begin(Actor.Job("test"));
        foreach (var one in events) change.Publish(one);
        await change.CommitAsync(default);
    }

    internal async Task<ReferralCard> ReceiveAsync(ReferralCard card)
    {
        Referrals.Cards[card.ReferralId] = card;
        await HappenAsync(new ReferralReceived(card.ReferralId, card.Area, card, Sample.Facts, EligibilityDecision.Eligible()));
        return card;
    }

    internal ReferralCard ACard(string area = "one") => Sample.Card(area, Clock.GetUtcNow());

    internal Task TickAsync() => services.GetRequiredService<RecurringJobs>().RunAsync(WorkWell.FollowUps.Contracts.IFollowUps.TickJob, default);

    internal async Task TickAtAsync(DateTimeOffset instant)
    {
        Clock.Set(instant);
        await TickAsync();
    }

    internal IEnumerable<MessageRequest> MessagesOf(ReferralCard card) => Messages.Queued.Values.Where(message => message.ReferralId == card.ReferralId).OrderBy(message => message.Key, StringComparer.Ordinal);

    internal Task<string?> StatesAsync(ReferralCard card) => Stored.ReadAsync<string>(
        "select string_agg(step || case when number > 1 or occasion > 1 then '/' || occasion || '/' || number else '' end || ':' || state || coalesce(':' || reason, ''), ' ' order by due_at, step) from follow_ups.due where referral_id = $1", card.ReferralId);

    internal Task<string?> TasksAsync(ReferralCard card) => Stored.ReadAsync<string>(
        "select string_agg(code || ':' || coalesce(outcome, 'open'), ' ' order by opened_at, code) from follow_ups.task where referral_id = $1", card.ReferralId);
}
