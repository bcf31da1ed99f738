using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Seals new entries of the audit trail into the chain of their area.</summary>
internal sealed class SealAuditTrail(IAuditChain chain) : IRecurringJob
{
    public const string Key = "access.seal-audit-trail";

    public Task RunAsync(CancellationToken cancellationToken) => chain.SealAsync(cancellationToken);
}
