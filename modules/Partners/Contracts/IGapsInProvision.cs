using WorkWell.Platform;

namespace WorkWell.Partners.Contracts;

/// <summary>Where nobody fitted, for reports on gaps in provision. Counts only: small numbers are the report's to hide.</summary>
public interface IGapsInProvision
{
    /// <summary>Counts the referrals that nobody fitted.</summary>
    /// <param name="actor">Who asks; only the areas in reach are counted.</param>
    /// <param name="from">The first day, in London.</param>
    /// <param name="until">The last day, in London.</param>
    /// <param name="stop">Stops the read.</param>
    /// <returns>One line for each area and need, most first. A referral with several needs counts once in the line of each.</returns>
    Task<IReadOnlyList<GapCount>> CountAsync(Actor actor, DateOnly from, DateOnly until, CancellationToken stop);
}

/// <summary>How many referrals with a need nobody fitted.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Need">The need's code, or <see cref="NotStated"/>.</param>
/// <param name="Referrals">How many referrals.</param>
public sealed record GapCount(string Area, string Need, int Referrals)
{
    /// <summary>Stands for referrals that stated no need.</summary>
    public const string NotStated = "not-stated";

    /// <summary>How many of them met each reason that stopped services from fitting.</summary>
    public IReadOnlyDictionary<string, int> ByReason { get; init; } = new Dictionary<string, int>();
}
