using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Rendering;

/// <summary>A message that is due, before anything about channel, language or words is settled.</summary>
internal sealed record MessageToRender
{
    /// <summary>The area's code, or "national".</summary>
    public required string Area { get; init; }

    /// <summary>The message type's code.</summary>
    public required string Type { get; init; }

    /// <summary>The person's card, when it goes to a person.</summary>
    public ContactDetails? Card { get; init; }

    /// <summary>The address, when it goes to an organisation or referrer.</summary>
    public string? Email { get; init; }

    /// <summary>The language for an address; a card says its own.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The fields the type declares, as plain text: dates as 2026-03-09, lengths as P13W.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Reasons to put into words.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Advice to put into words.</summary>
    public IReadOnlyList<Reason> Advice { get; init; } = [];

    /// <summary>Channels that were tried for this message and turned out dead.</summary>
    public IReadOnlyList<Channel> TriedAndDead { get; init; } = [];
}
