using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.FollowUps.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Plans follow-ups with the real planner for synthetic cases. Cases are independent, so each runs on its own and only counts are kept.
/// </summary>
internal sealed class Rehearsal(FollowUpPlanner planner, WorkingCalendar calendar, StepStore store, Database database, IReferrals referrals, IPeople people)
    : IRehearsal
{
    // The longest plan reaches a year and a quarter past the last referral.
    private const int DaysAfter = 460;
    private static readonly Actor Reader = Actor.Job("follow-ups.rehearse");

    public RehearsalReport Run(RehearsalRequest asked, Action<RehearsedFollowUp>? each, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var tally = new RehearsalTally(asked.From, (asked.Weeks * 7) + DaysAfter, calendar);
        for (var number = 0; number < asked.People; number++)
        {
            if (number % 1000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(number / (double)asked.People);
            }
            var chance = new Random(unchecked((asked.Seed * 486_187_739) + number));
            var on = ArrivalDay(asked, number, chance);
            var life = SyntheticCase.Make(asked.Areas[number % asked.Areas.Count], LondonTime.At(on, ArrivalTime(chance)), on, chance);
            LiveThrough(life, RehearsedFollowUp.CaseOf(number + 1), tally, each);
        }
        progress?.Report(1);
        return tally.Report(asked.People, asked, asked.Areas.SelectMany(MissingLimits));
    }

    public async Task<RehearsalReport> RunStoredAsync(
        RehearsalRequest asked, Action<RehearsedFollowUp>? each, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var tally = new RehearsalTally(asked.From, asked.Weeks * 7, calendar);
        var (from, until) = (LondonTime.At(asked.From, TimeOnly.MinValue), LondonTime.At(asked.From.AddDays(asked.Weeks * 7), TimeOnly.MinValue));
        var cases = new HashSet<Guid>();
        var notes = new List<string>();
        foreach (var (area, index) in asked.Areas.Select((area, index) => (area, index)))
        {
            await foreach (var page in StoredAsync(area.Code, from, until, cancellationToken))
            {
                var channels = await ChannelsAsync(page, cancellationToken);
                foreach (var row in page)
                {
                    cases.Add(row.Referral);
                    var step = row.Step;
                    var happened = new RehearsedFollowUp(
                        row.DueAt, area.Code, row.Referral.ToString("D"), step.Code, step.For, step.Message,
                        ChannelOf(step, channels.GetValueOrDefault(row.Referral, "email")), step.Trigger, row.TriggeredOn);
                    tally.Add(happened, step.MayCome(personWaits: false));
                    each?.Invoke(happened);
                }
            }
            // Steps that are not in the settings may be those of the area's code.
            notes.AddRange((await PlannedEarlier.CountAsync(database, area.Settings, cancellationToken)).Where(planned => planned.Now is not null)
                .Select(planned => $"{area.Code}: {planned.Says}"));
            progress?.Report((index + 1) / (double)asked.Areas.Count);
        }
        return tally.Report(cases.Count, asked, []) with { Notes = notes };
    }

    private void LiveThrough(SyntheticCase life, string name, RehearsalTally tally, Action<RehearsedFollowUp>? each)
    {
        for (var turn = 0; turn < life.Turns.Count; turn++)
        {
            if (life.Turns[turn] is not { Trigger: { } trigger } reached) return;
            var steps = life.Area.FollowUps.Steps(new(trigger, life.Facts, life.Outcome, life.Next) { Arm = reached.Arm });
            var personWaits = trigger == Trigger.ReferralReceived && !life.HasReferrer;
            foreach (var planned in planner.Plan(store.ResolveSteps(steps, life.Area.Settings), reached.At, personWaits))
            {
                if (planned.DueAt >= EndOf(planned.Step, life, turn))
                {
                    tally.Cancelled++;
                    continue;
                }
                // People who refer themselves have no referrer.
                if (planned.Step.For == Recipient.Referrer && !life.HasReferrer) continue;
                var happened = new RehearsedFollowUp(
                    planned.DueAt, life.Area.Code, name, planned.Step.Code, planned.Step.For, planned.Step.Message, ChannelOf(planned.Step, life.Channel),
                    trigger, LondonTime.DateOf(reached.At));
                tally.Add(happened, planned.Step.MayCome(personWaits && planned.Step.IsAtOnce && planned.Number == 1));
                each?.Invoke(happened);
            }
        }
    }

    private static DateTimeOffset EndOf(PlannedStep step, SyntheticCase life, int turn)
    {
        for (var later = turn + 1; later < life.Turns.Count; later++)
        {
            if (life.Turns[later].Trigger is not { } trigger || step.EndedBy.Contains(trigger)) return life.Turns[later].At;
        }
        return DateTimeOffset.MaxValue;
    }

    private static string ChannelOf(PlannedStep step, string participants) =>
        step.Message is null ? "task" : step.For == Recipient.Participant ? participants : "email";

    // Evenly over the weeks; one in ten comes at a weekend.
    private static DateOnly ArrivalDay(RehearsalRequest asked, int number, Random chance)
    {
        var week = (int)((long)number * asked.Weeks / asked.People);
        var monday = asked.From.AddDays((week * 7) + ((8 - (int)asked.From.DayOfWeek) % 7));
        return monday.AddDays(chance.Next(10) == 0 ? 5 + chance.Next(2) : chance.Next(5));
    }

    // Most by day, some at night, because the pages are always open.
    private static TimeOnly ArrivalTime(Random chance) =>
        TimeOnly.MinValue.Add(TimeSpan.FromSeconds(chance.Next(10) < 8 ? (8 * 3600) + chance.Next(11 * 3600) : chance.Next(24 * 3600)));

    private static IEnumerable<string> MissingLimits(Area area) =>
        // One length of support for everybody is another way to say the two of the national description.
        area.Settings.FollowUps.Where(step => StepTime.Read(step.After, area.Settings.Limits) is null)
            .Where(step => !step.After.StartsWith($"limit:{LimitNames.TimeOfSupport}", StringComparison.Ordinal))
            .Select(step => $"{area.Code}: step \"{step.Code}\" is not planned, because the area does not state its limit ({step.After}).");

    private async IAsyncEnumerable<IReadOnlyList<(Guid Referral, DateTimeOffset DueAt, PlannedStep Step, DateOnly TriggeredOn)>> StoredAsync(
        string area, DateTimeOffset from, DateTimeOffset until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, last, step, number) = (DateTimeOffset.UnixEpoch, Guid.Empty, "", (short)0);
        while (true)
        {
            var rows = await database.ReadAsync(
                Reader,
                """
                select referral_id, due_at, step_id, step, repeat_number, triggered_on
                from follow_ups.follow_up
                where area = $1 and state = 0 and due_at < $2 and due_at >= $3 and (due_at, referral_id, step, repeat_number) > ($3, $4, $5, $6)
                order by due_at, referral_id, step, repeat_number
                limit 5000
                """,
                [area, until, after, last, step, number],
                row => (Referral: row.GetGuid(0), DueAt: row.GetFieldValue<DateTimeOffset>(1), StepId: row.GetInt64(2), Step: row.GetString(3),
                Number: row.GetInt16(4), TriggeredOn: row.GetFieldValue<DateOnly>(5)), cancellationToken);
            if (rows.Count == 0) yield break;
            var steps = await store.FindAsync(rows.Select(row => row.StepId), cancellationToken);
            // Overdue follow-ups are processed at the start.
            yield return [.. rows.Where(row => steps.ContainsKey(row.StepId))
                .Select(row => (row.Referral, row.DueAt < from ? from : row.DueAt, steps[row.StepId], row.TriggeredOn))];
            (after, last, step, number) = (rows[^1].DueAt, rows[^1].Referral, rows[^1].Step, rows[^1].Number);
        }
    }

    private async Task<Dictionary<Guid, string>> ChannelsAsync(
        IReadOnlyList<(Guid Referral, DateTimeOffset DueAt, PlannedStep Step, DateOnly TriggeredOn)> page, CancellationToken cancellationToken)
    {
        var summaries = await referrals.SummariesAsync(Reader, [.. page.Select(row => row.Referral).Distinct()], cancellationToken);
        var contacts = await people.ContactsAsync(Reader, [.. summaries.Values.Select(summary => summary.PersonId).Distinct()], cancellationToken);
        return summaries.Where(summary => contacts.ContainsKey(summary.Value.PersonId))
            .ToDictionary(summary => summary.Key, summary => ChannelOf(contacts[summary.Value.PersonId]));
    }

    private static string ChannelOf(ContactDetails summary)
    {
        var channel = summary.Contact.Preferred ?? (summary.Email is not null ? Channel.Email : summary.Phone is not null ? Channel.Sms : Channel.Letter);
        return channel switch { Channel.Sms => "sms", Channel.Letter => "letter", _ => "email" };
    }
}
