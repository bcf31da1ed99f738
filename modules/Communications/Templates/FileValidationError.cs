namespace WorkWell.Communications.Templates;

/// <summary>An invalid file, the reason, and whether its last good version is used.</summary>
internal sealed record FileValidationError(string File, int Line, string Message, bool HasLastGood)
{
    /// <summary>The area's code, or "national".</summary>
    public required string Place { get; init; }

    public override string ToString() => Line > 0 ? $"{File}({Line}): {Message}" : $"{File}: {Message}";
}
