using System.Globalization;
using System.Text.Json.Nodes;
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
    public async Task PostAllAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; number <= file.Referrals.Count; number++)
        {
            var answer = await host.Client.ReferAsync(file, number, cancellationToken);
            Posted.Add(new PostedReferral(number, file.Given(number), answer, host.Clock.GetUtcNow()));
            await host.DoWhatIsDueAsync(cancellationToken);
            host.Clock.Advance(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Moves the clock from event to event: people's actions, due work and the end of quiet hours.</summary>
    public async Task LiveThroughAsync(Action<DateTimeOffset> tell, CancellationToken cancellationToken)
    {
        var until = file.StartsAt.AddDays(7 * file.Weeks);
        var calendar = host.Service<WorkingCalendar>();
        var actions = new Queue<(DateTimeOffset At, PostedReferral Referral, DemonstrationAction Action)>(
            from referral in Posted
            from action in referral.Given.Then
            let at = calendar.After(referral.At, Delay.Parse(action.After))
            orderby at
            select (at, referral, action));
        while (true)
        {
            await host.DoWhatIsDueAsync(cancellationToken);
            var next = Earliest(await NextDueAsync(cancellationToken), actions.TryPeek(out var first) ? first.At : null);
            if (next is null || next > until) break;
            if (next > host.Clock.GetUtcNow()) host.Clock.Set(next.Value);
            tell(host.Clock.GetUtcNow());
            while (actions.TryPeek(out var action) && action.At <= host.Clock.GetUtcNow())
            {
                actions.Dequeue();
                await DoAsync(action.Referral, action.Action, cancellationToken);
            }
        }
        host.Clock.Set(until);
        await host.DoWhatIsDueAsync(cancellationToken);
    }

    /// <summary>Collects the story of one referral.</summary>
    public async Task<ReferralStory> StoryAsync(PostedReferral posted, CancellationToken cancellationToken)
    {
        var summary = await host.Service<IReferrals>().FindAsync(Reader, posted.Reference, cancellationToken)
            ?? throw new InvalidOperationException($"{posted.Reference} is not stored.");
        return new ReferralStory(
            posted,
            summary,
            await host.Service<ISentMessages>().ForReferralAsync(Reader, summary.ReferralId, cancellationToken),
            await host.Service<IFollowUps>().OfReferralAsync(Reader, summary.Area, summary.ReferralId, cancellationToken));
    }

    private async Task DoAsync(PostedReferral referral, DemonstrationAction action, CancellationToken cancellationToken)
    {
        var (verb, body) = action.Do switch
        {
            "accept" => ("acceptance", new JsonObject()),
            "decline" => ("decline", new JsonObject()),
            "withdraw" => ("withdrawal", new JsonObject()),
            "close" => ("closure", new JsonObject { ["reason"] = action.Reason }),
            "allocate" => ("allocation", new JsonObject { ["consentedOn"] = Today(), ["baselineOn"] = Today() }),
            _ => throw new InvalidOperationException($"'{action.Do}' is not a known action in config/demo/referrals.json."),
        };
        var (status, answer) = await host.Client.PostAsync($"/api/referrals/{referral.Reference}/{verb}", body, null, cancellationToken);
        if (status >= StatusCodes.Status400BadRequest)
            throw new InvalidOperationException($"{referral.Reference}: {action.Do} failed with status {status}: {answer.ToJsonString()}");
        referral.Deeds.Add((host.Clock.GetUtcNow(), action.Do));
    }

    private string Today() => LondonTime.DateOf(host.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        var followUps = await host.Service<IFollowUps>().WorkAsync(Reader, cancellationToken);
        var messages = await host.Service<ISentMessages>().CountsAsync(Reader, cancellationToken);
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
internal sealed record ReferralStory(PostedReferral Posted, ReferralSummary Summary, IReadOnlyList<MessageView> Messages, IReadOnlyList<FollowUp> FollowUps);
