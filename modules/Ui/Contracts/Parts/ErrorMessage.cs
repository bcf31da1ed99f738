using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>An error message for a field. Without text it only marks the field.</summary>
public sealed record ErrorMessage : WordsPart
{
    /// <summary>The prefix for screen readers; empty for none.</summary>
    public Text VisuallyHiddenText { get; init; } = "Error";

    /// <summary>Converts plain text to an error message.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ErrorMessage?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to an error message.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ErrorMessage?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        html.Open("span", this, "nhsuk-error-message");
        if (!VisuallyHiddenText.IsEmpty) html.Hidden(VisuallyHiddenText, after: ": ");
        WriteWords(html);
        html.Close("span");
    }
}
