using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Text for a reader. When printed it is encoded, marked with its language if that differs from the page's, and its placeholder values are isolated, so a
/// Latin name does not scramble Arabic text.
/// </summary>
/// <param name="Value">The plain text, for attributes and titles.</param>
public sealed record Text(string Value) : IHtmlContent
{
    /// <summary>The empty text.</summary>
    public static Text Empty { get; } = new("");

    /// <summary>Whether the text is empty.</summary>
    public bool IsEmpty => Value.Length == 0;

    /// <summary>The language tag, such as "en", if it differs from the page's; otherwise null.</summary>
    public string? Language { get; init; }

    /// <summary>"ltr" or "rtl", when <see cref="Language"/> is set.</summary>
    public string? Direction { get; init; }

    /// <summary>The text with markup around the placeholder values, printed instead of <see cref="Value"/>.</summary>
    internal IHtmlContent? Marked { get; init; }

    /// <summary>Text in the page's own language.</summary>
    /// <param name="value">The text.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Text?(string? value) => value is null ? null : new(value);

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var html = new Markup(writer, encoder);
        if (Language is not null) html.Open("span", ("lang", Language), ("dir", Direction));
        if (Marked is not null) html.Write(Marked);
        else html.Write(Value);
        if (Language is not null) html.Close("span");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
