namespace WorkWell.Access.Contracts;

/// <summary>One look at somebody's referral, as the person is told of it.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Role">The key of the role that whoever looked had in the area then, or "system" for a service key; null where neither is known.</param>
/// <param name="Organisation">The code of the partner organisation they work for; null for the area's own team.</param>
/// <param name="Why">What they looked for: "referral", "search", "messages", "offer" or "task".</param>
public sealed record AccessLook(DateTimeOffset At, string? Role, string? Organisation, string Why)
{
    /// <summary>Stands for the holder of a service key.</summary>
    public const string System = "system";
}
