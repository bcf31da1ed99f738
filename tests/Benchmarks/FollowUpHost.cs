using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.FollowUps;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>The follow-ups and the outbox as in a host, for 42 areas, with a stopped clock. Referral summaries come from memory.</summary>
internal sealed class FollowUpHost : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public FollowUpHost(string connectionString, Func<Guid, ReferralSummary> card, ManualTimeProvider clock,
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConfigFolder"] = Checkout.Path("config"), ["Data"] = Checkout.Path(".workwell") })
            .AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        var all = new ServiceCollection().AddLogging();
        all.AddSingleton<IConfiguration>(configuration);
        all.AddPlatform(connectionString);
        new Communications.CommunicationsModule().AddServices(all, configuration);
        new FollowUpsModule().AddServices(all, configuration);
        all.AddSingleton<TimeProvider>(clock);
        all.AddSingleton<IAreaCatalogue>(new FortyTwoAreas());
        all.AddSingleton<IReferrals>(new CardsInMemory(card));
        all.AddSingleton<IPartnerDirectory>(new OnePartner());
        more?.Invoke(all);
        services = all.BuildServiceProvider();
    }

    public static string[] AreaCodes { get; } = [.. Enumerable.Range(1, 42).Select(number => $"a{number:00}")];

    public Database Database => services.GetRequiredService<Database>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class FortyTwoAreas : IAreaCatalogue
    {
        public IReadOnlyDictionary<string, Area> Ready { get; } = AreaCodes.ToDictionary(code => code, code =>
        {
            var settings = new AreaSettings
            {
                Code = code, Name = code, ServiceName = "WorkWell", Board = new("QXX", "E54000000", "A board"),
                Limits = new Dictionary<string, Limit> { [LimitNames.WeeksOfSupportInWork] = new(8, EvidenceLevel.Stated, "A benchmark.") },
                FollowUps = JsonFile.Read<Plan>(Checkout.Path("config", "areas", "national", "follow-ups.json"), "national").Value!.Steps,
            };
            IAreaPlugin plugin = new NationalArea();
            return new Area { Settings = settings, Revision = 1, PluginVersion = "1.0", Eligibility = plugin.Eligibility(settings),
                Routing = plugin.Routing(settings), FollowUps = plugin.FollowUps(settings) };
        });

        public IReadOnlyList<AreaStatus> Statuses => [];

        public Area? Serving(HomePlace home, GpPractice practice) => null;

        public Task<Area?> AtRevisionAsync(string code, int number, CancellationToken cancellationToken) => Task.FromResult<Area?>(null);

        private sealed record Plan(IReadOnlyList<FollowUpStep> Steps);
    }

    private sealed class CardsInMemory(Func<Guid, ReferralSummary> card) : IReferrals
    {
        public Task<IReadOnlyDictionary<Guid, ReferralSummary>> SummariesAsync(
            Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<Guid, ReferralSummary>>(referrals.ToDictionary(id => id, card));

        public Task<IReadOnlyDictionary<Guid, string>> ReferencesAsync(
            Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<Guid, string>>(referrals.ToDictionary(id => id, id => card(id).Reference));

        public Task<IReadOnlyList<ReferralForUpdate>> OfPeopleAsync(Change change, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ReferralForUpdate?> FindForUpdateAsync(Change change, string reference, CancellationToken cancellationToken) =>
            Task.FromResult<ReferralForUpdate?>(null);

        public Task<ReferralSummary?> FindAsync(Actor actor, string reference, CancellationToken cancellationToken) => Task.FromResult<ReferralSummary?>(null);

        public Task<ReferralDetails?> DetailsAsync(Actor actor, Guid referral, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class OnePartner : IPartnerDirectory
    {
        private readonly PartnerOrganisation[] organisations = [new("coaches", "Sähëlï Hub") { Email = "offers@coaches.example" }];

        public ValueTask<IReadOnlyList<PartnerService>> ServicesAsync(string area, CancellationToken cancellationToken) => new([]);

        public IReadOnlyList<PartnerOrganisation> Organisations(string area) => organisations;

        public void Reserve(Change change, string area, string service, Guid referral) => throw new NotSupportedException();

        public void Release(Change change, Guid referral) => throw new NotSupportedException();

        public void RecordGap(Change change, string area, Guid referral, ReferralFacts facts, IReadOnlyList<Reason> reasons) =>
            throw new NotSupportedException();
    }
}
