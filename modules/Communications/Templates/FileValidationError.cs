namespace WorkWell.Communications.Templates;

/// <summary>A file that was refused, and why. Where an earlier form of it was good, that one goes on.</summary>
internal sealed record FileValidationError(string File, int Line, string Message, bool GoesOnWithLastGood)
{
    /// <summary>The area's code, or "national".</summary>
    public required string Place { get; init; }

    public override string ToString() => Line > 0 ? $"{File}({Line}): {Message}" : $"{File}: {Message}";
}
