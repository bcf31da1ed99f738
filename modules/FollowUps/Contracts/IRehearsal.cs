using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.FollowUps.Contracts;

/// <summary>Runs plans of follow-ups on a simulated clock without sending anything or touching the database.</summary>
public interface IRehearsal
{
    /// <summary>Rehearses plans with invented cases.</summary>
    /// <param name="asked">What to rehearse.</param>
    /// <param name="each">Receives each follow-up, case by case; null for the summary only.</param>
    /// <param name="progress">Receives the progress, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops the rehearsal.</param>
    /// <returns>Volumes and problems.</returns>
    RehearsalReport Run(RehearsalRequest asked, Action<RehearsedFollowUp>? each, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Rehearses the follow-ups planned in the database.</summary>
    /// <param name="asked">What to rehearse; the number of people is not used.</param>
    /// <param name="each">Receives each follow-up; null for the summary only.</param>
    /// <param name="progress">Receives the progress, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops the rehearsal.</param>
    /// <returns>Volumes and problems.</returns>
    Task<RehearsalReport> RunStoredAsync(
        RehearsalRequest asked, Action<RehearsedFollowUp>? each, IProgress<double>? progress, CancellationToken cancellationToken);
}

/// <summary>What to rehearse.</summary>
public sealed record RehearsalRequest
{
    /// <summary>The areas; people are spread evenly over them.</summary>
    public required IReadOnlyList<Area> Areas { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The number of weeks of referrals. Later follow-ups are counted too.</summary>
    public required int Weeks { get; init; }

    /// <summary>The total number of people referred.</summary>
    public required int People { get; init; }

    /// <summary>The same seed gives the same cases.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The maximum number of messages per minute for each channel. A missing channel has no limit.</summary>
    public IReadOnlyDictionary<string, int> PerMinute { get; init; } = new Dictionary<string, int>();
}

/// <summary>A rehearsal for a running host, as a background job (<see cref="Platform.BackgroundJobs"/>).</summary>
public sealed record RehearsalOrder
{
    /// <summary>The key of the job.</summary>
    public const string Key = "follow-ups.rehearse";

    /// <summary>The area's code, or "all".</summary>
    public required string Area { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The number of weeks of referrals.</summary>
    public required int Weeks { get; init; }

    /// <summary>The total number of people referred.</summary>
    public required int People { get; init; }

    /// <summary>The maximum number of e-mails, and of texts, per minute.</summary>
    public required int PerMinute { get; init; }

    /// <summary>Whether to rehearse the follow-ups planned in the database instead of invented cases.</summary>
    public bool IsStored { get; init; }
}

/// <summary>A rehearsed follow-up.</summary>
/// <param name="At">The time, in UTC.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Case">An invented case such as C000042, or the id of a stored referral.</param>
/// <param name="Step">The step's code.</param>
/// <param name="For">The recipient.</param>
/// <param name="Message">The message type; null for a task only.</param>
/// <param name="Channel">"email", "sms", "letter", or "task".</param>
/// <param name="Trigger">The trigger the step counts from.</param>
/// <param name="TriggeredOn">The date of the trigger, in London.</param>
public readonly record struct RehearsedFollowUp(
    DateTimeOffset At, string Area, string Case, string Step, Recipient For, string? Message, string Channel, Trigger Trigger, DateOnly TriggeredOn)
{
    /// <summary>Names an invented case.</summary>
    /// <param name="person">The number of the invented person, from 1.</param>
    /// <returns>A name such as C000042.</returns>
    public static string CaseOf(int person) => string.Create(CultureInfo.InvariantCulture, $"C{person:000000}");
}

/// <summary>The result of a rehearsal.</summary>
public sealed record RehearsalReport
{
    /// <summary>The number of referrals.</summary>
    public required long Cases { get; init; }

    /// <summary>The number of messages.</summary>
    public required long Messages { get; init; }

    /// <summary>The number of tasks.</summary>
    public required long Tasks { get; init; }

    /// <summary>The number of follow-ups cancelled by later events.</summary>
    public required long Cancelled { get; init; }

    /// <summary>The number of follow-ups of each step, most first.</summary>
    public required IReadOnlyList<RehearsedStep> Steps { get; init; }

    /// <summary>Volumes by day, in London.</summary>
    public required IReadOnlyList<RehearsedVolume> Days { get; init; }

    /// <summary>Volumes by hour of the day, in London.</summary>
    public required IReadOnlyList<RehearsedVolume> HoursOfDay { get; init; }

    /// <summary>The busiest hours.</summary>
    public required IReadOnlyList<RehearsedVolume> BusiestHours { get; init; }

    /// <summary>The problems found, in plain English.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Worth knowing: stored follow-ups that were planned before the time of their step changed, and keep their dates.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The number of follow-ups of a step.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Step">The step's code.</param>
/// <param name="Count">The number.</param>
public sealed record RehearsedStep(string Area, string Step, long Count);

/// <summary>The volume of a day or an hour.</summary>
/// <param name="When">The day or hour, as text.</param>
/// <param name="Emails">E-mails.</param>
/// <param name="Texts">Text messages.</param>
/// <param name="Letters">Letters.</param>
/// <param name="Tasks">Tasks.</param>
public sealed record RehearsedVolume(string When, long Emails, long Texts, long Letters, long Tasks);
