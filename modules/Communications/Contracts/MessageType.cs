using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Contracts;

/// <summary>What a field holds, and so how it is checked and written in the reader's language.</summary>
public enum FieldKind
{
    /// <summary>A name as somebody typed it.</summary>
    Name,

    /// <summary>A few words of our own, such as a service's name.</summary>
    Words,

    /// <summary>A reference or code that is copied or read out, such as WW-7K3M-P9QX.</summary>
    Reference,

    /// <summary>A day, given as 2026-03-09.</summary>
    Date,

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
/// <param name="Sample">A value to show and check templates with.</param>
public sealed record MessageField(string Name, FieldKind Kind, string Sample)
{
    /// <summary>Whether a message may come without it. Templates then ask for it with {{ if field }}.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>A kind of message: who gets it, how it may travel and what it mentions.</summary>
public sealed record MessageType
{
    /// <summary>A stable code.</summary>
    public required string Code { get; init; }

    /// <summary>What it is for, for administrators.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who gets it.</summary>
    public required Recipient For { get; init; }

    /// <summary>How it may travel, best first where the recipient has no wish of their own.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>The fields whoever asks for the message gives. Names and the area's own facts are added when it is rendered.</summary>
    public IReadOnlyList<MessageField> Fields { get; init; } = [];

    /// <summary>Whether it can list reasons.</summary>
    public bool ListsReasons { get; init; }

    /// <summary>Whether it can list advice.</summary>
    public bool ListsAdvice { get; init; }

    /// <summary>Whether it may go to somebody who is not registered yet. Such a message greets nobody by name.</summary>
    public bool MayGoToAStranger { get; init; }

    /// <summary>Whether it goes before others.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Whether quiet hours are ignored, because the recipient has just done something or waits for it.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>Whether it is written to one person whose card we hold, and so may use their name.</summary>
    public bool GreetsByName => For == Recipient.Participant && !MayGoToAStranger;

    /// <summary>Finds the first field that must be given and is not.</summary>
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
