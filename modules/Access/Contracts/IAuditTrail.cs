using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>The audit trail: actor, action, subject, time and area. Insert only; no personal data.</summary>
public interface IAuditTrail
{
    /// <summary>Records an action in the same transaction as the action itself.</summary>
    /// <param name="change">The change being made; it holds the actor and the time.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="action">A key such as "referrals.received".</param>
    /// <param name="subject">The id of the subject.</param>
    /// <param name="details">Codes and numbers only, as JSON; null for none.</param>
    void Record(Change change, string area, string action, Guid subject, string? details = null);
}
