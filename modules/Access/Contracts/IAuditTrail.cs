using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Who did what to what, when, in which area. Insert only; no personal facts.</summary>
public interface IAuditTrail
{
    /// <summary>Records an action in the same transaction as the action itself.</summary>
    /// <param name="change">The change being made; it names the actor and the instant.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="action">A key such as "referrals.received".</param>
    /// <param name="subject">The id of what was acted on.</param>
    /// <param name="details">Codes and numbers only, as JSON; null for none.</param>
    void Record(Change change, string area, string action, Guid subject, string? details = null);
}
