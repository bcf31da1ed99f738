using Microsoft.Extensions.Configuration;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>Whether and how this host sends: section "Dispatch".</summary>
internal sealed record DispatchOptions
{
    /// <summary>Whether this host is a worker: Work:Enabled and Dispatch:Enabled. Web hosts and workers share one database.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Which transport carries which channel: "smtp", "pickup" or "notify". A channel that is absent is not sent by this host.</summary>
    public required IReadOnlyDictionary<Channel, string> Transports { get; init; }

    /// <summary>How long a host has for a message it claimed.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How long one call may take; well within the lease.</summary>
    public required TimeSpan LongestCall { get; init; }

    /// <summary>After so many failed tries a message is set aside for a person.</summary>
    public int MaxFailures { get; init; } = 10;

    /// <summary>How long to wait before asking a transport after a message: it may still be writing it down.</summary>
    public TimeSpan BeforeAsking => Lease / 6;

    /// <summary>How often to look for messages that a stopped host left behind.</summary>
    public TimeSpan BetweenReclaims => Lease / 12;

    /// <summary>How long the words that were sent are kept; null: for ever. That a message was sent, and when, is always kept.</summary>
    public TimeSpan? KeepTextFor { get; init; }

    /// <summary>
    /// How often to look without being woken: for messages whose time has come, and for wake-ups that were lost. A look costs the database two transactions.
    /// </summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

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
        };
        if (options.LongestCall <= TimeSpan.Zero || options.Lease < options.LongestCall * 2)
            throw new InvalidOperationException("Dispatch:Lease has to be at least twice Dispatch:LongestCall, so that no call outlives its lease.");
        return options;
    }

    private static Channel ReadChannel(string name) => name.ToLowerInvariant() switch
    {
        "email" => Channel.Email,
        "sms" => Channel.Sms,
        "letter" => Channel.Letter,
        _ => throw new InvalidOperationException($"Dispatch:Transports:{name} is not a channel: use email, sms or letter."),
    };
}
