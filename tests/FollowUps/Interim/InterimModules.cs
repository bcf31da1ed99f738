using System.Collections.Concurrent;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps.Tests;

internal sealed class InterimAreas(params AreaSettings[] settings) : IAreaCatalogue
{
    public Dictionary<string, Area> All { get; } = settings.ToDictionary(one => one.Code, one => new Area
    {
        Settings = one, Revision = 1, PluginVersion = "1.0", Eligibility = ((IAreaPlugin)new NationalArea()).Eligibility(one), Routing = ((IAreaPlugin)new NationalArea()).Routing(one), FollowUps = new NationalFollowUpPlan(one),
    });

    public IReadOnlyDictionary<string, Area> Ready => All;

    public IReadOnlyList<AreaStatus> Statuses => [];

    public Area? Serving(HomePlace home, GpPractice practice) => null;

    public Task<Area?> AtRevisionAsync(string code, int number, CancellationToken stop) => Task.FromResult<Area?>(null);
}

internal sealed class InterimMessages : IMessages
{
    public ConcurrentDictionary<string, MessageRequest> Queued { get; } = new();

    public ConcurrentBag<Guid> Cancelled { get; } = [];

    public Func<MessageRequest, Exception?> Refuse { get; set; } = _ => null;

    public void Queue(Change change, params IReadOnlyList<MessageRequest> requests)
    {
        foreach (var request in requests)
        {
            if (Refuse(request) is { } refusal) throw refusal;
        }
        change.AfterCommit(() =>
        {
            foreach (var request in requests)
            {
                if (!Queued.TryAdd(request.Key, request)) throw new InvalidOperationException("twice: " + request.Key);
            }
        });
    }

    public void CancelFor(Change change, Guid referral, string reason) => change.AfterCommit(() => Cancelled.Add(referral));
}

internal sealed class InterimReferrals : IReferrals
{
    public ConcurrentDictionary<Guid, ReferralCard> Cards { get; } = new();

    public Task<IReadOnlyDictionary<Guid, ReferralCard>> CardsAsync(Actor actor, IReadOnlyCollection<Guid> referrals, CancellationToken stop) =>
        Task.FromResult<IReadOnlyDictionary<Guid, ReferralCard>>(referrals.Where(Cards.ContainsKey).ToDictionary(id => id, id => Cards[id]));
}

internal sealed class InterimPartners : IPartnerDirectory
{
    public List<PartnerOrganisation> Known { get; } = [new("coaches", "Sähëlï Hub") { Email = "offers@coaches.example" }, new("quiet", "Quiet House") { Phone = "0116 496 0000" }];

    public ValueTask<IReadOnlyList<PartnerService>> ServicesAsync(string area, CancellationToken stop) => new(Array.Empty<PartnerService>());

    public IReadOnlyList<PartnerOrganisation> Organisations(string area) => Known;

    public void Hold(Change change, string area, string service, Guid referral)
    {
    }

    public void Release(Change change, Guid referral)
    {
    }

    public void RecordGap(Change change, string area, Guid referral, ReferralFacts facts, IReadOnlyList<Reason> reasons)
    {
    }
}
