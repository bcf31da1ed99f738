namespace WorkWell.Access;

/// <summary>The address of an invitation.</summary>
internal static class InvitationLink
{
    public static string PathOf(string secret) => $"/staff/invitation?key={secret}";
}
