using Microsoft.Extensions.Configuration;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>Whether and how this host sends: section "Dispatch".</summary>
internal sealed record DispatchOptions
{
    /// <summary>Whether this host sends messages: Work:Enabled and Dispatch:Enabled.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Which transport carries which channel: "smtp", "pickup" or "notify". A channel that is absent is not sent by this host.</summary>
    public required IReadOnlyDictionary<Channel, string> Transports { get; init; }

    /// <summary>How long a host has for a message it claimed.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How long one call may take; at most half of the lease.</summary>
    public required TimeSpan LongestCall { get; init; }

    /// <summary>After this many failed attempts a message is dead-lettered.</summary>
    public int MaxFailures { get; init; } = 10;

    /// <summary>How many text messages, or letters, that anybody can cause go to one number or address in an hour; 0 for no limit.</summary>
    public required int TextsToOneNumber { get; init; }

    /// <summary>How many e-mails that anybody can cause go to one address in an hour; 0 for no limit. Offices share an address.</summary>
    public required int EmailsToOneAddress { get; init; }

    /// <summary>How long to wait before asking a transport about a message that it may still be storing.</summary>
    public TimeSpan BeforeAsking => Lease / 6;

    /// <summary>How often to look for expired leases.</summary>
    public TimeSpan BetweenRecoveries => Lease / 12;

    /// <summary>How long the text of sent messages is kept; null for no limit. That a message was sent, and when, is always kept.</summary>
    public TimeSpan? KeepTextFor { get; init; }

    /// <summary>
    /// How often to poll for messages that have become due and for lost wake-ups. A poll costs the database two transactions.
    /// </summary>
    public required TimeSpan Poll { get; init; }

    public static DispatchOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Dispatch");
        var options = new DispatchOptions
        {
            IsEnabled = configuration.GetValue("Work:Enabled", true) && section.GetValue("Enabled", false),
            Transports = section.GetSection("Transports").GetChildren().ToDictionary(child => ReadChannel(child.Key), child => child.Value ?? ""),
            Lease = section.GetValue("Lease", TimeSpan.FromMinutes(3)),
            LongestCall = section.GetValue("LongestCall", TimeSpan.FromMinutes(1)),
            KeepTextFor = section.GetValue<TimeSpan?>("KeepTextFor"),
            Poll = section.GetValue("Poll", TimeSpan.FromSeconds(5)),
            TextsToOneNumber = section.GetValue("TextsToOneNumber", 6),
            EmailsToOneAddress = section.GetValue("EmailsToOneAddress", 30),
        };
        if (options.Poll <= TimeSpan.Zero) throw new InvalidOperationException("Dispatch:Poll must be longer than zero, such as 00:00:05.");
        if (options.TextsToOneNumber < 0 || options.EmailsToOneAddress < 0)
            throw new InvalidOperationException("Dispatch:TextsToOneNumber and Dispatch:EmailsToOneAddress are at least 1, or 0 for no limit.");
        if (options.LongestCall <= TimeSpan.Zero || options.Lease < options.LongestCall * 2)
            throw new InvalidOperationException("Dispatch:Lease must be at least twice Dispatch:LongestCall, or a call could outlive its lease.");
        return options;
    }

    private static Channel ReadChannel(string name) => name.ToLowerInvariant() switch
    {
        "email" => Channel.Email,
        "sms" => Channel.Sms,
        "letter" => Channel.Letter,
        _ => throw new InvalidOperationException($"Dispatch:Transports:{name} is not a channel. Use email, sms or letter."),
    };
}
