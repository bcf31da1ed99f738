using Microsoft.AspNetCore.Http;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>What tells somebody that they were invited.</summary>
internal static class InvitationOf
{
    public static StaffInvited Make(
        PublicAddress address, HttpRequest request, string area, Guid account, string email, string? secret, DateTimeOffset at) => new(
        area, account, email, secret is null ? null : address.Of(request, InvitationLink.PathOf(secret)), address.Of(request, "/staff/sign-in")!,
        LondonTime.DateOf(at + Members.InvitationLasts));
}
