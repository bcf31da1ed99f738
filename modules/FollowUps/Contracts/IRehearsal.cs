using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.FollowUps.Contracts;

/// <summary>Runs plans of follow-ups on a simulated clock without sending anything or touching the database.</summary>
public interface IRehearsal
{
    /// <summary>Rehearses plans over invented cases.</summary>
    /// <param name="asked">What to rehearse.</param>
    /// <param name="each">Receives everything that would happen, case by case; null: only the summary.</param>
    /// <param name="progress">Receives the share that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops the rehearsal.</param>
    /// <returns>Volumes and what would go wrong.</returns>
    RehearsalReport Run(RehearsalRequest asked, Action<RehearsedFollowUp>? each, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Rehearses what is planned already for one area, as it stands in the database.</summary>
    /// <param name="asked">What to rehearse; the area's code says whose follow-ups, the number of people is not looked at.</param>
    /// <param name="each">Receives everything that would happen; null: only the summary.</param>
    /// <param name="progress">Receives the share that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops the rehearsal.</param>
    /// <returns>Volumes and what would go wrong.</returns>
    Task<RehearsalReport> RunStoredAsync(
        RehearsalRequest asked, Action<RehearsedFollowUp>? each, IProgress<double>? progress, CancellationToken cancellationToken);
}

/// <summary>What to rehearse.</summary>
public sealed record RehearsalRequest
{
    /// <summary>The areas; people are spread over them evenly.</summary>
    public required IReadOnlyList<Area> Areas { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>How many weeks of referrals. Follow-ups after that are counted too, as far as the plans reach.</summary>
    public required int Weeks { get; init; }

    /// <summary>How many people are referred in all.</summary>
    public required int People { get; init; }

    /// <summary>Another number, other cases; the same number, the same cases.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many messages of each channel may leave a minute. A channel that is absent has no limit.</summary>
    public IReadOnlyDictionary<string, int> PerMinute { get; init; } = new Dictionary<string, int>();
}

/// <summary>Asks a running host for a rehearsal, as long work (<see cref="Platform.BackgroundJobs"/>).</summary>
public sealed record RehearsalOrder
{
    /// <summary>The key of the work.</summary>
    public const string Key = "follow-ups.rehearse";

    /// <summary>The area's code, or "all".</summary>
    public required string Area { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>How many weeks of referrals.</summary>
    public required int Weeks { get; init; }

    /// <summary>How many people are referred in all.</summary>
    public required int People { get; init; }

    /// <summary>How many e-mails, and how many texts, may leave a minute.</summary>
    public required int PerMinute { get; init; }

    /// <summary>Rehearse what is planned in the database instead of invented cases.</summary>
    public bool IsStored { get; init; }
}

/// <summary>Something that would happen.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Case">An invented case such as C000042, or the id of a stored referral.</param>
/// <param name="Step">The step's code.</param>
/// <param name="For">Who it is for.</param>
/// <param name="Message">The message type; null for a task alone.</param>
/// <param name="Channel">"email", "sms", "letter", or "task".</param>
public readonly record struct RehearsedFollowUp(DateTimeOffset At, string Area, string Case, string Step, Recipient For, string? Message, string Channel);

/// <summary>What a rehearsal found.</summary>
public sealed record RehearsalReport
{
    /// <summary>How many referrals.</summary>
    public required long Cases { get; init; }

    /// <summary>How many messages would be sent.</summary>
    public required long Messages { get; init; }

    /// <summary>How many tasks would be opened.</summary>
    public required long Tasks { get; init; }

    /// <summary>How many follow-ups would be cancelled because something made them needless.</summary>
    public required long Cancelled { get; init; }

    /// <summary>How often each step would happen, most first.</summary>
    public required IReadOnlyList<RehearsedStep> Steps { get; init; }

    /// <summary>Volumes by day, in London.</summary>
    public required IReadOnlyList<RehearsedVolume> Days { get; init; }

    /// <summary>Volumes by hour of day, in London, over the whole time.</summary>
    public required IReadOnlyList<RehearsedVolume> HoursOfDay { get; init; }

    /// <summary>The busiest hours.</summary>
    public required IReadOnlyList<RehearsedVolume> BusiestHours { get; init; }

    /// <summary>What would go wrong, in plain words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>How often a step would happen.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Step">The step's code.</param>
/// <param name="Count">How often.</param>
public sealed record RehearsedStep(string Area, string Step, long Count);

/// <summary>How much would happen in a day or hour.</summary>
/// <param name="When">The day or hour, as it is written.</param>
/// <param name="Emails">E-mails.</param>
/// <param name="Texts">Text messages.</param>
/// <param name="Letters">Letters.</param>
/// <param name="Tasks">Tasks opened.</param>
public sealed record RehearsedVolume(string When, long Emails, long Texts, long Letters, long Tasks);
