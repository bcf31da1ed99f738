using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A step with its times worked out for one area: limits filled in, text read.</summary>
internal sealed record PlannedStep
{
    /// <summary>Made of the content: the same step has the same id on every host, and a changed step another.</summary>
    public required long Id { get; init; }

    public required string Code { get; init; }

    public required Trigger Trigger { get; init; }

    public required Recipient For { get; init; }

    public string? Message { get; init; }

    public string? Task { get; init; }

    public required Delay After { get; init; }

    public Delay? Every { get; init; }

    public int Times { get; init; } = 1;

    public Delay? UsefulFor { get; init; }

    /// <summary>The limit the step is counted from, where it is counted from one.</summary>
    public Delay? Length { get; init; }

    public bool AtAnyHour { get; init; }

    public IReadOnlyList<Trigger> EndedBy { get; init; } = [];

    public bool IsAtOnce => After.IsAtOnce;

    /// <summary>Works a step out.</summary>
    /// <returns>The step; null when it is counted from a limit that the area does not state.</returns>
    /// <exception cref="FormatException">A time of the step cannot be read.</exception>
    public static PlannedStep? From(FollowUpStep step, IReadOnlyDictionary<string, Limit> limits)
    {
        if (StepTime.Read(step.After, limits) is not { } time) return null;
        var planned = new PlannedStep
        {
            Id = 0,
            Code = step.Code,
            Trigger = step.Trigger,
            For = step.For,
            Message = step.Message,
            Task = step.Task,
            After = time.After,
            Every = step.Every is null ? null : Delay.Parse(step.Every),
            Times = step.Every is null ? 1 : Math.Clamp(step.Times, 1, 100),
            UsefulFor = step.UsefulFor is null ? null : Delay.Parse(step.UsefulFor),
            Length = time.Length,
            AtAnyHour = step.AtAnyHour,
            EndedBy = step.EndedBy,
        };
        return planned with { Id = planned.Fingerprint() };
    }

    // Only what is looked at when the follow-up is done; when it happens is in its own row.
    private long Fingerprint()
    {
        var content = string.Join('\u001f', Code, Trigger, For, Message, Task, After, Length, AtAnyHour, string.Join(',', EndedBy));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }
}
