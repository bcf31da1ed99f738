using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Holds the secret of an invitation while somebody takes it up, so that no later address names it.</summary>
internal static class InvitationCookie
{
    public static ReaderCookie Cookie { get; } = new("workwell-invitation");
}
