using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Host.Demonstration;

/// <summary>Posts the referrals, moves the clock through the weeks and collects the results.</summary>
internal sealed class DemonstrationRun(DemonstrationHost host, DemonstrationFile file)
{
    private static readonly Actor Reader = Actor.Job("demonstration");

    /// <summary>Each referral with its response, in file order.</summary>
    public List<PostedReferral> Posted { get; } = [];

    /// <summary>Posts all referrals within the first morning.</summary>
    public async Task PostAllAsync(CancellationToken stop)
    {
        for (var number = 1; number <= file.Referrals.Count; number++)
        {
            var answer = await host.Client.ReferAsync(file, number, stop);
            Posted.Add(new PostedReferral(number, file.Given(number), answer, host.Clock.GetUtcNow()));
            await host.DoWhatIsDueAsync(stop);
            host.Clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Moves the clock from event to event: people's actions, due work and the end of quiet hours.</summary>
    public async Task LiveThroughAsync(Action<DateTimeOffset> tell, CancellationToken stop)
    {
        var until = file.StartsAt.AddDays(7 * file.Weeks);
        var deeds = new Queue<(DateTimeOffset At, PostedReferral Referral, DemonstrationDeed Deed)>(
            from referral in Posted
            from deed in referral.Given.Then
            let at = referral.At + XmlConvert.ToTimeSpan(deed.After)
            orderby at
            select (at, referral, deed));
        while (true)
        {
            await host.DoWhatIsDueAsync(stop);
            var next = Earliest(await NextDueAsync(stop), deeds.TryPeek(out var first) ? first.At : null);
            if (next is null || next > until) break;
            if (next > host.Clock.GetUtcNow()) host.Clock.Set(next.Value);
            tell(host.Clock.GetUtcNow());
            while (deeds.TryPeek(out var deed) && deed.At <= host.Clock.GetUtcNow())
            {
                deeds.Dequeue();
                await DoAsync(deed.Referral, deed.Deed, stop);
            }
        }
        host.Clock.Set(until);
        await host.DoWhatIsDueAsync(stop);
    }

    /// <summary>Collects the story of one referral.</summary>
    public async Task<ReferralStory> StoryAsync(PostedReferral posted, CancellationToken stop)
    {
        var card = await host.Service<IReferrals>().FindAsync(Reader, posted.Reference, stop) ?? throw new InvalidOperationException($"{posted.Reference} is not stored.");
        return new ReferralStory(
            posted,
            card,
            await host.Service<ISentMessages>().ForReferralAsync(Reader, card.ReferralId, stop),
            await host.Service<IFollowUps>().OfReferralAsync(Reader, card.Area, card.ReferralId, stop));
    }

    private async Task DoAsync(PostedReferral referral, DemonstrationDeed deed, CancellationToken stop)
    {
        var (verb, body) = deed.Do switch
        {
            "accept" => ("acceptance", new JsonObject()),
            "decline" => ("decline", new JsonObject()),
            "withdraw" => ("withdrawal", new JsonObject()),
            "close" => ("closure", new JsonObject { ["reason"] = deed.Reason }),
            "allocate" => ("allocation", new JsonObject { ["consentedOn"] = Today(), ["baselineOn"] = Today() }),
            _ => throw new InvalidOperationException($"'{deed.Do}' is not a known action in config/demo/referrals.json."),
        };
        var (status, answer) = await host.Client.PostAsync($"/api/referrals/{referral.Reference}/{verb}", body, null, stop);
        if (status >= StatusCodes.Status400BadRequest) throw new InvalidOperationException($"{referral.Reference}: {deed.Do} failed with status {status}: {answer.ToJsonString()}");
        referral.Deeds.Add((host.Clock.GetUtcNow(), deed.Do));
    }

    private string Today() => LondonTime.DateOf(host.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<DateTimeOffset?> NextDueAsync(CancellationToken stop)
    {
        var followUps = await host.Service<IFollowUps>().WorkAsync(Reader, stop);
        var messages = await host.Service<ISentMessages>().CountsAsync(Reader, stop);
        var waiting = messages.Where(count => count.State == MessageState.Queued).Select(count => count.Oldest);
        return followUps.Select(area => area.NextDueAt).Concat(waiting).Aggregate((DateTimeOffset?)null, Earliest);
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}

/// <summary>A referral as posted, and the response.</summary>
internal sealed record PostedReferral(int Number, DemonstrationReferral Given, JsonObject Answer, DateTimeOffset At)
{
    public string Reference => (string)Answer["reference"]!;

    /// <summary>People's later actions.</summary>
    public List<(DateTimeOffset At, string Done)> Deeds { get; } = [];
}

/// <summary>Everything that happened to a referral.</summary>
internal sealed record ReferralStory(PostedReferral Posted, ReferralCard Card, IReadOnlyList<MessageSeen> Messages, IReadOnlyList<FollowUp> FollowUps);
