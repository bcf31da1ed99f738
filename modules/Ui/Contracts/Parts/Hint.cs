using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>A line of help with a field.</summary>
public sealed record Hint : WordsPart
{
    /// <summary>A hint of plain words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Hint?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>A hint of words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Hint?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        html.Open("div", this, "nhsuk-hint");
        WriteWords(html);
        html.Close("div");
    }
}
