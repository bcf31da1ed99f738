namespace WorkWell.Access;

/// <summary>The states of an account. The values are stored.</summary>
internal static class AccountState
{
    public const string Invited = "invited";
    public const string Active = "active";
    public const string Suspended = "suspended";
    public const string Left = "left";
}

/// <summary>A member of staff, as the framework's identity keeps them.</summary>
internal sealed class StaffAccount
{
    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required string State { get; init; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes with every change of how somebody proves who they are.</summary>
    public required string SecurityStamp { get; set; }

    /// <summary>The key of the authenticator application, encrypted.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The time step of the code used last: each counts once.</summary>
    public long? LastCodeStep { get; set; }

    /// <summary>The name in the audit trail and in transactions.</summary>
    public string ActorName => NameOf(Id);

    public static string NameOf(Guid id) => $"staff:{id:D}";
}
