using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Words for a reader. Printed in a page they are encoded, marked with their language where it is not the page's, and what was put into them is isolated,
/// so that a Latin name inside Arabic does not scramble the line.
/// </summary>
/// <param name="Value">The words as plain text, for attributes and titles.</param>
public sealed record Text(string Value) : IHtmlContent
{
    /// <summary>No words.</summary>
    public static Text Empty { get; } = new("");

    /// <summary>Whether there are no words.</summary>
    public bool IsEmpty => Value.Length == 0;

    /// <summary>The language tag of these words where it differs from the page's, such as "en"; null where it does not.</summary>
    public string? Language { get; init; }

    /// <summary>"ltr" or "rtl", beside <see cref="Language"/>.</summary>
    public string? Direction { get; init; }

    /// <summary>What to print instead of <see cref="Value"/>: the same words with markup around what was put into them.</summary>
    internal IHtmlContent? Marked { get; init; }

    /// <summary>Words in the page's own language.</summary>
    /// <param name="value">The words.</param>
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
