using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals.Contracts;

/// <summary>
/// Links with which a partner that has no account opens one offer. A link is encrypted and signed, names one offer to one organisation, and ends by itself.
/// </summary>
/// <param name="protection">Encrypts and signs.</param>
/// <param name="address">Where the public finds the service.</param>
/// <param name="clock">The clock.</param>
public sealed class OfferLinks(IDataProtectionProvider protection, PublicAddress address, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("referrals.offer-link");

    /// <summary>How long a link works: longer than the reminders of the national plan go on, so that each of them holds one that works.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromDays(14);

    /// <summary>The address that opens an offer.</summary>
    /// <param name="summary">The referral that is offered.</param>
    /// <param name="offerNumber">The number of the offer.</param>
    /// <returns>The address; null where nobody is offered the referral, or no public address is configured.</returns>
    public string? AddressOf(ReferralSummary summary, int offerNumber)
    {
        if (summary.Organisation is not { } organisation) return null;
        var now = clock.GetUtcNow();
        return address.Of($"/offer/{Seal(new(summary.Area, summary.ReferralId, offerNumber, organisation, now, now + Lasts))}");
    }

    /// <summary>Reads what <see cref="Seal"/> made.</summary>
    /// <returns>The link; null where it was not made here or has expired.</returns>
    internal OfferLink? Open(string? key)
    {
        try
        {
            if (key is not { Length: > 0 and < 1000 }) return null;
            return OfferLink.Read(protector.Unprotect(key)) is { } link && clock.GetUtcNow() < link.ExpiresAt ? link : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal string Seal(OfferLink link) => protector.Protect(link.Write());
}

/// <summary>What a link to an offer says.</summary>
internal sealed record OfferLink(string Area, Guid ReferralId, int OfferNumber, string Organisation, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Who comes by the link: somebody of the organisation.</summary>
    public Actor Actor => new($"offer-link:{Organisation}", [Area], "offer") { Organisation = Organisation };

    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Area}|{ReferralId:N}|{OfferNumber}|{Organisation}|{MadeAt.ToUnixTimeMilliseconds()}|{ExpiresAt.ToUnixTimeMilliseconds()}");

    public static OfferLink? Read(string text) => text.Split('|') is [var area, var referral, var number, var organisation, var made, var expires]
        ? new(area, Guid.ParseExact(referral, "N"), int.Parse(number, CultureInfo.InvariantCulture), organisation, Time(made), Time(expires)) : null;

    private static DateTimeOffset Time(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
}
