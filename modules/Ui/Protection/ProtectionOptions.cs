using System.ComponentModel.DataAnnotations;

namespace WorkWell.Ui.Protection;

/// <summary>How much a host takes from one place: the section "Protection" of workwell.json.</summary>
internal sealed record ProtectionOptions
{
    public const string Section = "Protection";

    /// <summary>Pages that one address may load in a minute.</summary>
    [Range(1, int.MaxValue)]
    public int PagesPerMinute { get; init; } = 300;

    /// <summary>Forms that one address may send in a minute.</summary>
    [Range(1, int.MaxValue)]
    public int FormsPerMinute { get; init; } = 60;

    /// <summary>Calls of the API that one address may make in a minute.</summary>
    [Range(1, int.MaxValue)]
    public int CallsPerMinute { get; init; } = 6000;

    /// <summary>Forms and calls that one area takes in a minute from everybody together, on one host.</summary>
    [Range(1, int.MaxValue)]
    public int SentPerAreaPerMinute { get; init; } = 3000;

    /// <summary>The largest request in bytes, unless a route says otherwise.</summary>
    [Range(1024, int.MaxValue)]
    public int MaxRequestBytes { get; init; } = 1024 * 1024;

    /// <summary>Addresses of proxies in front of the host, whose word on the reader's address and on https is taken. Nobody else's is.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Encrypts the keys of forms and cookies where they are stored: 32 bytes in Base64. Null on a developer's machine only.</summary>
    public string? KeySecret { get; init; }

    /// <summary>Where the link to leave a page quickly leads.</summary>
    public string LeaveTo { get; init; } = "https://www.bbc.co.uk/weather";
}
