using System.Collections.Frozen;

namespace WorkWell.People.Contracts;

/// <summary>Recognises a mailbox that several people read, such as reception@ or thesmiths.family@.</summary>
public static class SharedMailbox
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        "admin", "contact", "enquiries", "enquiry", "everyone", "family", "frontdesk", "hello", "help", "home", "household", "hr", "humanresources", "info",
        "inbox", "mail", "manager", "office", "people", "personnel", "reception", "secretary", "staff", "support", "team", "us", "we");

    /// <summary>Whether an address names a role or a group instead of one person.</summary>
    /// <param name="email">The address.</param>
    /// <returns>False where nothing shows it; a couple may still share the mailbox of one of them.</returns>
    public static bool Is(string? email)
    {
        if (email?.Split('@')[0].Split('+')[0] is not { Length: > 0 } name) return false;
        var parts = name.ToLowerInvariant().Split(['.', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Any(Names.Contains) || parts.Contains("and") || Names.Contains(string.Concat(parts).TrimEnd('1', '2', '3'));
    }
}
