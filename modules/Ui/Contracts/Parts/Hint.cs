using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>A hint for a field.</summary>
public sealed record Hint : WordsPart
{
    /// <summary>Converts plain text to a hint.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Hint?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a hint.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Hint?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        html.Open("div", this, "nhsuk-hint");
        WriteWords(html);
        html.Close("div");
    }
}
