using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// A part of the NHS.UK design system: it has the parameters of the macro of the same name and writes the same HTML. Pages can print a part directly:
/// <c>@(new Tag { Text = "New" })</c>.
/// </summary>
public abstract record Part : IHtmlContent
{
    /// <summary>The element's id.</summary>
    public string? Id { get; init; }

    /// <summary>Further classes, separated by spaces.</summary>
    public string? Classes { get; init; }

    /// <summary>Further attributes. Null as a value leaves the attribute out.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => Write(new Markup(writer, encoder));

    private protected abstract void Write(Markup html);
}

/// <summary>A part with text content.</summary>
public abstract record WordsPart : Part
{
    /// <summary>The text.</summary>
    public Text? Text { get; init; }

    /// <summary>HTML content; takes precedence over <see cref="Text"/>.</summary>
    public IHtmlContent? Html { get; init; }

    internal bool HasWords => Html is not null || Text is { IsEmpty: false };

    private protected void WriteWords(Markup html) => html.Write(Html ?? Text);

    private protected void WriteParagraph(Markup html, string? classNames = null)
    {
        if (Html is not null) html.Write(Html);
        else if (Text is { IsEmpty: false }) html.Element("p", Text, ("class", classNames));
    }
}
