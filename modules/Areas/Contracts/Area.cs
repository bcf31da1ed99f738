using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>An area that is ready: its settings of one revision, with everything its plugin decides bound to them.</summary>
public sealed record Area
{
    /// <summary>The settings.</summary>
    public required AreaSettings Settings { get; init; }

    /// <summary>The number of the published revision of these settings, from 1; 0 while they are only being checked.</summary>
    public required int Revision { get; init; }

    /// <summary>The plugin's version; for an area from configuration alone, the contract's.</summary>
    public required string PluginVersion { get; init; }

    /// <summary>Who can be helped.</summary>
    public required IEligibility Eligibility { get; init; }

    /// <summary>Who is offered what.</summary>
    public required IRouting Routing { get; init; }

    /// <summary>What happens when.</summary>
    public required IFollowUpPlan FollowUps { get; init; }

    /// <summary>Questions only this area asks.</summary>
    public IReadOnlyList<ExtraQuestion> ExtraQuestions { get; init; } = [];

    /// <summary>The trial, if there is one.</summary>
    public TrialDesign? Trial { get; init; }

    /// <summary>The workforce programme, if there is one.</summary>
    public ProgrammeDesign? Programme { get; init; }

    /// <summary>The partners that served with these settings last, as their file was written, while the file that is there now is wrong; null: the file that is there.</summary>
    public string? LastPartners { get; init; }

    /// <summary>The area's code.</summary>
    public string Code => Settings.Code;

    /// <summary>Whether it takes referrals through a door.</summary>
    /// <param name="door">The door.</param>
    /// <returns>False where its settings keep the door closed.</returns>
    public bool IsOpen(Door door) => Settings.Doors.Contains(door);

    /// <summary>The code that stands for "no area known yet": such referrals wait at a national desk and are never refused.</summary>
    public const string National = "national";
}

/// <summary>Whether an area serves.</summary>
public enum AreaState
{
    /// <summary>It serves.</summary>
    Ready,

    /// <summary>Something in it is wrong; the reason says what. It serves nobody and never falls back to national rules.</summary>
    Refused,

    /// <summary>Configuration switched it off.</summary>
    SwitchedOff,
}

/// <summary>How one area stands.</summary>
/// <param name="Code">The area's code, or its folder's name when the code could not be read.</param>
/// <param name="State">Whether it serves.</param>
/// <param name="Reason">What is wrong, with the file and line where that is known.</param>
public sealed record AreaStatus(string Code, AreaState State, string? Reason)
{
    /// <summary>The revision that serves.</summary>
    public int? Revision { get; init; }

    /// <summary>The plugin's version.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>Why newer settings were refused while the last good revision keeps serving.</summary>
    public string? RefusedUpdate { get; init; }

    /// <summary>The range of contract versions the area was written for, such as "&gt;=1.0 &lt;2.0".</summary>
    public string? Sdk { get; init; }

    /// <summary>How many agreed examples were tried at loading.</summary>
    public int ExamplesRun { get; init; }

    /// <summary>How many of them came out as agreed.</summary>
    public int ExamplesPassed { get; init; }

    /// <summary>How many decisions since loading ended in an error of the area's code and went to a person instead.</summary>
    public long FailedDecisions { get; init; }
}

/// <summary>The areas of this host.</summary>
public interface IAreaCatalogue
{
    /// <summary>Areas that serve, by code.</summary>
    IReadOnlyDictionary<string, Area> Ready { get; }

    /// <summary>Every area known, serving or not.</summary>
    IReadOnlyList<AreaStatus> Statuses { get; }

    /// <summary>Which ready area serves a person: by home, else by GP practice.</summary>
    /// <param name="home">The home, as far as it is known.</param>
    /// <param name="practice">The practice, as far as it is known.</param>
    /// <returns>The area, or null when the facts do not say or no ready area serves there.</returns>
    Area? Serving(HomePlace home, GpPractice practice);

    /// <summary>An area as it was at an earlier revision of its settings, with the code it has today, to make a stored decision again.</summary>
    /// <param name="code">The area's code; the area need not be ready.</param>
    /// <param name="number">The revision's number.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>The area, or null when there is no such revision or the area's code is not usable.</returns>
    Task<Area?> AtRevisionAsync(string code, int number, CancellationToken stop);
}
