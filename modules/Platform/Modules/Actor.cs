using Microsoft.AspNetCore.Http;

namespace WorkWell.Platform;

/// <summary>What an actor is to the database, which has a role for each kind. What a kind has no business seeing, its transactions cannot read.</summary>
public enum ActorKind
{
    /// <summary>The host's own work, keys, an area's team and its partners. Walls by area and by organisation stand around them.</summary>
    Team,

    /// <summary>Whoever keeps accounts, keys or words. Sees nobody's referral.</summary>
    Office,

    /// <summary>Collects the outcomes of a trial. Sees nobody's arm.</summary>
    Assessor,

    /// <summary>Reads numbers about an area. Sees no person.</summary>
    Commissioner,

    /// <summary>Runs the service. Sees no person.</summary>
    Operator,

    /// <summary>Has opened one record in an emergency, and reads that record alone.</summary>
    BreakGlass,
}

/// <summary>An actor, its areas and its purpose. Every write and every guarded read names one.</summary>
/// <param name="Name">A stable name without personal data, such as "door:self", "job:follow-ups.plan" or a key's name.</param>
/// <param name="Areas">The codes of the areas it may reach, or <see cref="AllAreas"/>.</param>
/// <param name="Purpose">The purpose, for the audit trail: for example "referral" or "follow-up".</param>
public sealed record Actor(string Name, IReadOnlyList<string> Areas, string Purpose)
{
    /// <summary>
    /// The codes of the areas it may reach, or <see cref="AllAreas"/> itself. A list that only reads the same is refused: what somebody sent as the code of an
    /// area can never become all areas, or two.
    /// </summary>
    /// <exception cref="ArgumentException">One of them cannot be the code of an area.</exception>
    public IReadOnlyList<string> Areas { get; init => field = Checked(value); } = Checked(Areas);

    /// <summary>Access to every area, for the host's own work.</summary>
    public static IReadOnlyList<string> AllAreas { get; } = ["*"];

    /// <summary>The areas as stored with a key, which may be all.</summary>
    /// <param name="areas">Area codes, or "*" alone.</param>
    /// <returns>The same codes, or <see cref="AllAreas"/>.</returns>
    public static IReadOnlyList<string> StoredAreas(IReadOnlyList<string> areas) => areas is ["*"] ? AllAreas : areas;

    /// <summary>The actor's permissions.</summary>
    public IReadOnlySet<string> Permissions { get; init; } = new HashSet<string>();

    /// <summary>The partner organisation that the actor belongs to, whose referrals alone it may see and answer. Null: none, such as an area's team.</summary>
    public string? Organisation { get; init; }

    /// <summary>Whose login and role of the database its transactions have.</summary>
    public ActorKind Kind { get; init; }

    /// <summary>The record opened in an emergency and the session that opened it. The database asks its own row whether that still holds.</summary>
    public string? Opened { get; init; }

    /// <summary>
    /// The same actor without the wall around its organisation. An organisation's answer also changes what is not its own: tasks, messages, other services.
    /// Whoever uses it has read as the organisation first.
    /// </summary>
    public Actor ForItsArea => this with { Organisation = null };

    /// <summary>The actor for the host's own work, in every area.</summary>
    /// <param name="work">A key such as "follow-ups.plan".</param>
    /// <returns>An actor named "job:" followed by the key.</returns>
    public static Actor Job(string work) => new($"job:{work}", AllAreas, work);

    /// <summary>Binds a handler's parameter to the caller, whom the route's permission identified.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="InvalidOperationException">The route requires no permission, so there is no caller.</exception>
    public static ValueTask<Actor> BindAsync(HttpContext context) =>
        new(context.Features.Get<Actor>() ?? throw new InvalidOperationException("This route asks for an actor but requires no permission."));

    /// <summary>Whether the actor may reach an area.</summary>
    /// <param name="area">The area's code.</param>
    /// <returns>True for one of <see cref="Areas"/>, or for any area if those are all.</returns>
    public bool Reaches(string area) => Areas is ["*"] || Areas.Contains(area);

    internal string AreaSetting => string.Join(',', Areas);

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> areas) =>
        ReferenceEquals(areas, AllAreas) || !areas.Any(area => area.AsSpan().ContainsAny('*', ',')) ? areas
            : throw new ArgumentException("This cannot be the code of an area.", nameof(areas));
}
