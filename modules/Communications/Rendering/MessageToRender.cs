using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Rendering;

/// <summary>A due message, before its channel, language and text are chosen.</summary>
internal sealed record MessageToRender
{
    /// <summary>The area's code, or "national".</summary>
    public required string Area { get; init; }

    /// <summary>The message type's code.</summary>
    public required string Type { get; init; }

    /// <summary>The card, for a person.</summary>
    public ContactDetails? Card { get; init; }

    /// <summary>The address, for an organisation or referrer.</summary>
    public string? Email { get; init; }

    /// <summary>The language for an address; a person's is on their card.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The fields the type declares, as plain text: dates as 2026-03-09, lengths as P13W.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The reasons to list.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>The advice to list.</summary>
    public IReadOnlyList<Reason> Advice { get; init; } = [];

    /// <summary>Channels on which this message has failed.</summary>
    public IReadOnlyList<Channel> TriedAndDead { get; init; } = [];
}
