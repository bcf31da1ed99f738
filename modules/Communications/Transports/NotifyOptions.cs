using Microsoft.Extensions.Configuration;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Transports;

/// <summary>Settings of GOV.UK Notify: section "Notify". The template of each channel contains only ((subject)) and ((body)).</summary>
internal sealed record NotifyOptions
{
    public required Uri BaseAddress { get; init; }

    /// <summary>The service's id at Notify and the signing secret: the last two parts of the API key.</summary>
    public required (string ServiceId, string Secret) Key { get; init; }

    public required IReadOnlyDictionary<Channel, string> Templates { get; init; }

    public string? EmailReplyToId { get; init; }

    public string? SmsSenderId { get; init; }

    /// <summary>The bearer token Notify sends with receipts. Without one all receipts are rejected.</summary>
    public string? ReceiptToken { get; init; }

    /// <summary>Notify allows 3,000 a minute for all hosts together.</summary>
    public int PerMinute { get; init; } = 3000;

    public int Connections { get; init; } = 16;

    /// <summary>Notify may store a message some time after accepting it. Only after this time does "not found" mean "never received".</summary>
    public TimeSpan CertainAfter { get; init; } = TimeSpan.FromMinutes(10);

    public static NotifyOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Notify");
        if (!section.Exists()) return null;
        var options = new NotifyOptions
        {
            BaseAddress = new Uri(section["BaseAddress"] ?? "https://api.notifications.service.gov.uk"),
            Key = ReadKey(section["ApiKey"]),
            Templates = new (Channel Channel, string? Id)[]
            {
                (Channel.Email, section["EmailTemplate"]), (Channel.Sms, section["SmsTemplate"]), (Channel.Letter, section["LetterTemplate"]),
            }.Where(pair => pair.Id is not null).ToDictionary(pair => pair.Channel, pair => pair.Id!),
            EmailReplyToId = section["EmailReplyToId"],
            SmsSenderId = section["SmsSenderId"],
            ReceiptToken = section["ReceiptToken"],
            PerMinute = section.GetValue("PerMinute", 3000),
            Connections = section.GetValue("Connections", 16),
            CertainAfter = section.GetValue("CertainAfter", TimeSpan.FromMinutes(10)),
        };
        if (options.BaseAddress.Scheme != Uri.UriSchemeHttps && !options.BaseAddress.IsLoopback)
            throw new InvalidOperationException("Notify:BaseAddress must begin with https://.");
        if (options.ReceiptToken is { Length: < 16 })
            throw new InvalidOperationException("Notify:ReceiptToken is too short. Use at least 16 characters.");
        return options;
    }

    // {name}-{service id}-{secret}: the name may contain hyphens, the other two are UUIDs.
    private static (string ServiceId, string Secret) ReadKey(string? key)
    {
        if (key is not { Length: > 74 } || !Guid.TryParseExact(key[^73..^37], "D", out _) || !Guid.TryParseExact(key[^36..], "D", out _))
            throw new InvalidOperationException("Notify:ApiKey is not a GOV.UK Notify API key: a name, the service's id and a secret, joined by hyphens.");
        return (key[^73..^37], key[^36..]);
    }
}
