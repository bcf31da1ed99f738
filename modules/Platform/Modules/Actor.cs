using Microsoft.AspNetCore.Http;

namespace WorkWell.Platform;

/// <summary>Who acts, for which areas and why. Every write and every guarded read names one.</summary>
/// <param name="Name">A stable name without personal facts, such as "door:self", "job:follow-ups.plan" or a key's name.</param>
/// <param name="Areas">The codes of the areas in reach, or <see cref="AllAreas"/>.</param>
/// <param name="Purpose">Why, for the audit trail: for example "referral" or "follow-up".</param>
public sealed record Actor(string Name, IReadOnlyList<string> Areas, string Purpose)
{
    /// <summary>Reach over every area, for the host's own work.</summary>
    public static IReadOnlyList<string> AllAreas { get; } = ["*"];

    /// <summary>What the actor may do, by permission key.</summary>
    public IReadOnlySet<string> Permissions { get; init; } = new HashSet<string>();

    /// <summary>The host's own work, in every area.</summary>
    /// <param name="work">A key such as "follow-ups.plan".</param>
    /// <returns>An actor named "job:" and the key.</returns>
    public static Actor Job(string work) => new($"job:{work}", AllAreas, work);

    /// <summary>Lets a handler ask for whoever calls its route; the route's permission found them before the handler ran.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The actor.</returns>
    /// <exception cref="InvalidOperationException">The route requires no permission, so nobody is known.</exception>
    public static ValueTask<Actor> BindAsync(HttpContext context) =>
        new(context.Features.Get<Actor>() ?? throw new InvalidOperationException("This route asks for an actor and requires no permission."));

    /// <summary>Whether an area is in reach.</summary>
    /// <param name="area">The area's code.</param>
    /// <returns>True for one of <see cref="Areas"/>, and for any where those are all.</returns>
    public bool Reaches(string area) => Areas is ["*"] || Areas.Contains(area);

    internal string AreaSetting => string.Join(',', Areas);
}
