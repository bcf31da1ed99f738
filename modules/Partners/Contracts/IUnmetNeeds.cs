using WorkWell.Platform;

namespace WorkWell.Partners.Contracts;

/// <summary>Counts unmet need, for reports on gaps in provision. The report must suppress small numbers.</summary>
public interface IUnmetNeeds
{
    /// <summary>Counts the referrals that no service fitted.</summary>
    /// <param name="actor">The actor; only its areas are counted.</param>
    /// <param name="from">The first day, London time.</param>
    /// <param name="until">The last day, London time.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One line for each area and need, largest first. A referral with several needs counts once for each.</returns>
    Task<IReadOnlyList<UnmetNeedCount>> CountAsync(Actor actor, DateOnly from, DateOnly until, CancellationToken cancellationToken);
}

/// <summary>The number of referrals with a need that no service fitted.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Need">The need's code, or <see cref="NotStated"/>.</param>
/// <param name="Referrals">The number of referrals.</param>
public sealed record UnmetNeedCount(string Area, string Need, int Referrals)
{
    /// <summary>The code for referrals that stated no need.</summary>
    public const string NotStated = "not-stated";

    /// <summary>The number of these referrals for each reason that stopped services from fitting.</summary>
    public IReadOnlyDictionary<string, int> ByReason { get; init; } = new Dictionary<string, int>();
}
