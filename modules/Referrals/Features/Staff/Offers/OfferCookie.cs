using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Holds the key of an offer that a link has opened, so that no later address names it.</summary>
internal static class OfferCookie
{
    /// <summary>How long an offer stays open in a browser.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(1);

    public static ReaderCookie Own { get; } = new("workwell-offer");
}
