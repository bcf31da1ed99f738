using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>A ready area: one revision of its settings with its plugin's decisions bound to them.</summary>
public sealed record Area
{
    /// <summary>The settings.</summary>
    public required AreaSettings Settings { get; init; }

    /// <summary>The number of the published revision, from 1; 0 while the settings are only being checked.</summary>
    public required int Revision { get; init; }

    /// <summary>The plugin's version; for an area without a plugin, the contract's.</summary>
    public required string PluginVersion { get; init; }

    /// <summary>The hash of the files of its plugin; null for an area without one.</summary>
    public string? PluginContent { get; init; }

    /// <summary>
    /// Whether facts about people whom another area could not help are put to its rules. An area with code of its own has to say so, and its code must not have
    /// failed in this process.
    /// </summary>
    public Func<bool> AnswersForOthers { get; init; } = () => true;

    /// <summary>The eligibility rules.</summary>
    public required IEligibility Eligibility { get; init; }

    /// <summary>The routing rules.</summary>
    public required IRouting Routing { get; init; }

    /// <summary>The follow-up plan.</summary>
    public required IFollowUpPlan FollowUps { get; init; }

    /// <summary>Questions that only this area asks.</summary>
    public IReadOnlyList<ExtraQuestion> ExtraQuestions { get; init; } = [];

    /// <summary>The trial, if any.</summary>
    public TrialDesign? Trial { get; init; }

    /// <summary>The workforce programme, if any.</summary>
    public ProgrammeDesign? Programme { get; init; }

    /// <summary>The text of the last valid partners file while the current file is invalid; null to use the current file.</summary>
    public string? LastPartners { get; init; }

    /// <summary>The area's code.</summary>
    public string Code => Settings.Code;

    /// <summary>Whether the area accepts referrals from a source.</summary>
    /// <param name="referralSource">The referral source.</param>
    /// <returns>False when the settings do not list it.</returns>
    public bool IsOpen(ReferralSource referralSource) => Settings.ReferralSources.Contains(referralSource);

    /// <summary>The code for "no area known yet". Such referrals wait at a national desk and are never refused.</summary>
    public const string National = "national";
}

/// <summary>Whether an area accepts referrals.</summary>
public enum AreaState
{
    /// <summary>Ready for referrals.</summary>
    Ready,

    /// <summary>Refused because of an error, which the reason gives. The area accepts no referrals and never falls back to national rules.</summary>
    Refused,

    /// <summary>Switched off in the configuration.</summary>
    SwitchedOff,
}

/// <summary>The status of an area.</summary>
/// <param name="Code">The area's code, or its folder's name when the code cannot be read.</param>
/// <param name="State">Whether it accepts referrals.</param>
/// <param name="Reason">The error, with its file and line where known.</param>
public sealed record AreaStatus(string Code, AreaState State, string? Reason)
{
    /// <summary>The revision in use.</summary>
    public int? Revision { get; init; }

    /// <summary>The plugin's version.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>Why newer settings were refused; the last valid revision stays in use.</summary>
    public string? RefusedUpdate { get; init; }

    /// <summary>Whether its code was kept out because it is not what a person has reviewed (<c>./workwell approve-plugin</c>).</summary>
    public bool IsCodeNotApproved { get; init; }

    /// <summary>The range of contract versions the area was written for, such as "&gt;=1.0 &lt;2.0".</summary>
    public string? Sdk { get; init; }

    /// <summary>The number of agreed examples run when the area was loaded.</summary>
    public int ExamplesRun { get; init; }

    /// <summary>The number of examples that gave the agreed result.</summary>
    public int ExamplesPassed { get; init; }

    /// <summary>The number of decisions since loading that failed in the area's code and went to a person instead.</summary>
    public long FailedDecisions { get; init; }
}

/// <summary>The host's areas.</summary>
public interface IAreaCatalogue
{
    /// <summary>The ready areas, by code.</summary>
    IReadOnlyDictionary<string, Area> Ready { get; }

    /// <summary>All known areas, ready or not.</summary>
    IReadOnlyList<AreaStatus> Statuses { get; }

    /// <summary>Finds the ready area for a person, by home or otherwise by GP practice.</summary>
    /// <param name="home">The home, as far as known.</param>
    /// <param name="practice">The practice, as far as known.</param>
    /// <returns>The area; null when the facts do not determine one or no ready area covers it.</returns>
    Area? Serving(HomePlace home, GpPractice practice);

    /// <summary>An area at an earlier settings revision, with today's code, to repeat a stored decision.</summary>
    /// <param name="code">The area's code; the area need not be ready.</param>
    /// <param name="number">The revision's number.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The area; null when the revision does not exist or the area's code cannot be used.</returns>
    Task<Area?> AtRevisionAsync(string code, int number, CancellationToken cancellationToken);
}
