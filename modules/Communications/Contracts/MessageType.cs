using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Contracts;

/// <summary>The kind of a field's value, which decides how it is validated and written in the reader's language.</summary>
public enum FieldKind
{
    /// <summary>A name, as typed.</summary>
    Name,

    /// <summary>Short text of our own, such as a service's name.</summary>
    Words,

    /// <summary>A reference or code, such as WW-7K3M-P9QX.</summary>
    Reference,

    /// <summary>A day, given as 2026-03-09.</summary>
    Date,

    /// <summary>A time of day in England, such as "14:30".</summary>
    Time,

    /// <summary>A length of time, given as ISO 8601 days, weeks, months, hours or minutes: P13W, P4M, PT10M.</summary>
    Length,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address that begins with https:// (or http:// on this machine).</summary>
    Link,
}

/// <summary>One field of a message type.</summary>
/// <param name="Name">The field's name in templates and requests.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Sample">An example value, for showing and checking templates.</param>
public sealed record MessageField(string Name, FieldKind Kind, string Sample)
{
    /// <summary>Whether it may be missing. Templates then have to test it with {{ if field }}.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether its value lets somebody in, such as a one-time code. It is never shown, and forgotten once the message has left.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it is a link to what the reader can do next. In an e-mail, "Words: link" becomes a button with the address in full below it.</summary>
    public bool IsAction { get; init; }
}

/// <summary>A message type: its recipient, channels and fields.</summary>
public sealed record MessageType
{
    /// <summary>A stable code.</summary>
    public required string Code { get; init; }

    /// <summary>Its purpose, for administrators.</summary>
    public required string Purpose { get; init; }

    /// <summary>Its recipient.</summary>
    public required Recipient For { get; init; }

    /// <summary>The channels it may use, in order of preference where the recipient has none.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>The fields a request has to supply. Names and the area's details are added when it is rendered.</summary>
    public IReadOnlyList<MessageField> Fields { get; init; } = [];

    /// <summary>Whether it can list reasons.</summary>
    public bool ListsReasons { get; init; }

    /// <summary>Whether it can list advice.</summary>
    public bool ListsAdvice { get; init; }

    /// <summary>Whether it may go to a person who is not registered yet. Such a message contains no name.</summary>
    public bool MayGoToAStranger { get; init; }

    /// <summary>
    /// Whether anybody can cause it, to an address that nobody has shown to be theirs. How many of these reach one address in an hour is limited.
    /// </summary>
    public bool AnybodyCanCauseIt { get; init; }

    /// <summary>
    /// Whether it is rather sent twice than not at all, where a crash leaves open whether it left. For staff, who know what to do with a second one.
    /// </summary>
    public bool IsSentAtLeastOnce { get; init; }

    /// <summary>Whether it is sent before others.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether it answers what somebody has just done, so that it may come in quiet hours to whoever has just done it.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>Whether it goes to a registered person and may use their name.</summary>
    public bool GreetsByName => For == Recipient.Participant && !MayGoToAStranger;

    /// <summary>Finds the first required field that is missing.</summary>
    /// <param name="fields">The fields given.</param>
    /// <returns>Its name, or null when nothing is missing.</returns>
    public string? FirstMissing(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var field in Fields)
        {
            if (!field.IsOptional && (!fields.TryGetValue(field.Name, out var value) || string.IsNullOrWhiteSpace(value))) return field.Name;
        }
        return null;
    }
}
