using System.Net;
using Microsoft.Extensions.Configuration;
using WorkWell.Platform;

namespace WorkWell.Communications.Transports;

/// <summary>Settings of e-mail and the mail server: section "Mail".</summary>
internal sealed record MailOptions
{
    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>
    /// Where bounces go; each message adds its reference before the @. If null, they go to <see cref="From"/> and are matched by Message-ID alone.
    /// </summary>
    public string? BounceAddress { get; init; }

    /// <summary>Where mail programs send unsubscribe requests. If null, e-mails offer none.</summary>
    public string? StopAddress { get; init; }

    /// <summary>The folder where the mail system stores mail to <see cref="BounceAddress"/> and <see cref="StopAddress"/>.</summary>
    public string? ReturnedFolder { get; init; }

    /// <summary>The mail server.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    /// <summary>Whether STARTTLS is required. Only a server on this machine may go without.</summary>
    public bool IsEncrypted { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The mail server's own log, where this host can read it. With it a message's outcome is looked up after a crash.</summary>
    public string? Log { get; init; }

    /// <summary>After this long a message that the log does not know was certainly not accepted.</summary>
    public TimeSpan CertainAfter { get; init; } = TimeSpan.FromMinutes(10);

    public int Connections { get; init; } = 8;

    public int PerMinute { get; init; }

    /// <summary>The part of message ids after the @.</summary>
    public string Domain => From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public static MailOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Mail");
        if (!section.Exists()) return null;
        var options = new MailOptions
        {
            From = section["From"] ?? throw new InvalidOperationException("Mail:From is not set. It is the address e-mails come from."),
            BounceAddress = section["BounceAddress"],
            StopAddress = section["StopAddress"],
            ReturnedFolder = section["ReturnedFolder"],
            Host = section["Host"] ?? "",
            Port = section.GetValue("Port", 587),
            IsEncrypted = section.GetValue("Encrypted", true),
            User = section["User"],
            Password = section["Password"],
            Log = section["Log"] is { Length: > 0 } log ? log : null,
            CertainAfter = section.GetValue("CertainAfter", TimeSpan.FromMinutes(10)),
            Connections = section.GetValue("Connections", 8),
            PerMinute = section.GetValue("PerMinute", 0),
        };
        return options.FindError() is { } error ? throw new InvalidOperationException(error) : options;
    }

    private string? FindError()
    {
        foreach (var (name, address) in new[] { ("From", From), ("BounceAddress", BounceAddress), ("StopAddress", StopAddress) })
        {
            if (address is not null && !EmailAddress.IsValid(address)) return $"Mail:{name} is not an e-mail address.";
        }
        if (Connections is < 1 or > 200) return "Mail:Connections must be a number from 1 to 200.";
        if (Log is not null && !File.Exists(Log)) return $"Mail:Log names {Log}, which is not there or may not be read by this host.";
        if (PerMinute < 0) return "Mail:PerMinute must be a number of messages, or 0 for no limit.";
        if (!IsEncrypted && !IsThisMachine) return $"Mail:Encrypted may be false only for a server on this machine, and {Host} is not.";
        return null;
    }

    private bool IsThisMachine => Host is "" or "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}
