namespace WorkWell.Access.Contracts;

/// <summary>The chain of hashes over the audit trail, one for each area.</summary>
public interface IAuditChain
{
    /// <summary>Seals what is not sealed. Hosts do it by themselves.</summary>
    /// <param name="cancellationToken">Stops between two runs of entries.</param>
    /// <returns>How many entries were sealed; 0 also where another host is at it.</returns>
    Task<int> SealAsync(CancellationToken cancellationToken);

    /// <summary>The newest hash of each area.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The heads, ordered by area.</returns>
    Task<IReadOnlyList<AuditHead>> HeadsAsync(CancellationToken cancellationToken);

    /// <summary>Computes every hash again and compares.</summary>
    /// <param name="area">The area's code; null for all.</param>
    /// <param name="noted">Heads that were noted elsewhere.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, ordered by area.</returns>
    Task<IReadOnlyList<AuditVerdict>> VerifyAsync(string? area, IReadOnlyList<AuditHead> noted, CancellationToken cancellationToken);
}
