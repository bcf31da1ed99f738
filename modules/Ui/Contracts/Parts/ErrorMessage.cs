using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>What is wrong with a field. Without words it only marks the field.</summary>
public sealed record ErrorMessage : WordsPart
{
    /// <summary>The word that screen readers say first; empty for none.</summary>
    public Text VisuallyHiddenText { get; init; } = "Error";

    /// <summary>An error message of plain words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ErrorMessage?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>An error message of words.</summary>
    /// <param name="text">The words.</param>
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
