namespace WorkWell.Access.Contracts;

/// <summary>What an attack looks like. The values stand in the audit trail and in metrics, and must not change.</summary>
public static class SecurityEvent
{
    /// <summary>A key that never was one of ours.</summary>
    public const string WrongKey = "wrong-key";

    /// <summary>A key that has expired or was revoked.</summary>
    public const string EndedKey = "ended-key";

    /// <summary>A key asked for something that it has no permission for.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>A key asked about an area that is not one of its own.</summary>
    public const string OtherArea = "other-area";

    /// <summary>A key asked for something that does not exist or lies out of its reach. Many of them are somebody who tries references.</summary>
    public const string OutOfReach = "out-of-reach";

    /// <summary>A one-time code that was wrong.</summary>
    public const string WrongCode = "wrong-code";

    /// <summary>A wrong password of a member of staff, or of nobody.</summary>
    public const string WrongPassword = "wrong-password";

    /// <summary>Somebody whom another sign-in service let in, and whom no account here is bound to.</summary>
    public const string UnknownIdentity = "unknown-identity";

    /// <summary>More guesses at one address than are let through.</summary>
    public const string TooManyGuesses = "too-many-guesses";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> All { get; } =
        [WrongKey, EndedKey, Forbidden, OtherArea, OutOfReach, WrongCode, WrongPassword, UnknownIdentity, TooManyGuesses];
}
