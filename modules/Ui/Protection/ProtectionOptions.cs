using System.ComponentModel.DataAnnotations;

namespace WorkWell.Ui.Protection;

/// <summary>The host's limits: the section "Protection" of workwell.json.</summary>
internal sealed record ProtectionOptions
{
    public const string Section = "Protection";

    /// <summary>Page loads per address and minute.</summary>
    [Range(1, int.MaxValue)]
    public int PagesPerMinute { get; init; } = 300;

    /// <summary>Forms per address and minute. A form that is filled in page by page counts once, when it is started.</summary>
    [Range(1, int.MaxValue)]
    public int FormsPerMinute { get; init; } = 60;

    /// <summary>Pages of forms under way per address and minute, shown or sent: an office of twenty behind one address needs about 400.</summary>
    [Range(1, int.MaxValue)]
    public int FormPagesPerMinute { get; init; } = 1200;

    /// <summary>API calls per address and minute.</summary>
    [Range(1, int.MaxValue)]
    public int CallsPerMinute { get; init; } = 6000;

    /// <summary>New referrals per area and minute from all senders, on one host, by form or API.</summary>
    [Range(1, int.MaxValue)]
    public int SentPerAreaPerMinute { get; init; } = 3000;

    /// <summary>The share of an area's limit that one address may use.</summary>
    [Range(0.0001, 1)]
    public double ShareOfOneAddress { get; init; } = 0.1;

    /// <summary>Open connections at once, on one host.</summary>
    [Range(1, int.MaxValue)]
    public int Connections { get; init; } = 10_000;

    /// <summary>Open connections at once from one address that is no trusted proxy.</summary>
    [Range(1, int.MaxValue)]
    public int ConnectionsPerAddress { get; init; } = 500;

    /// <summary>How long a body of the usual size may take to arrive. Uploads have longer, up to ten minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01.1", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The maximum request size in bytes, unless a route overrides it.</summary>
    [Range(1024, int.MaxValue)]
    public int MaxRequestBytes { get; init; } = 1024 * 1024;

    /// <summary>Addresses of trusted proxies in front of the host; only their forwarded client address and scheme are accepted.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The encryption key for stored form and cookie keys: 32 bytes in Base64. Null only on a developer's machine.</summary>
    public string? KeySecret { get; init; }

    /// <summary>The target of the link for leaving a page quickly.</summary>
    public string LeaveTo { get; init; } = "https://www.bbc.co.uk/weather";
}
