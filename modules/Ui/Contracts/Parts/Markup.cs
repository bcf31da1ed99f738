using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>Writes HTML elements with encoded attributes and text.</summary>
internal readonly struct Markup(TextWriter output, HtmlEncoder encoder)
{
    /// <summary>Opens an element. A null attribute is left out; an empty one is written without a value, like <c>hidden</c>.</summary>
    public void Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(element, attributes);
        output.Write('>');
    }

    /// <summary>Opens a part's element with its id, classes and attributes.</summary>
    public void Open(string element, Part part, string classNames, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var names = ClassNames.Join(classNames, part.Classes);
        Begin(element, [("class", names.Length == 0 ? null : names), ("id", part.Id)]);
        foreach (var (name, value) in attributes) Attribute(name, value);
        foreach (var (name, value) in part.Attributes) Attribute(name, value);
        output.Write('>');
    }

    public void Close(string element)
    {
        output.Write("</");
        output.Write(element);
        output.Write('>');
    }

    /// <summary>Writes an element with its content.</summary>
    public void Element(string element, IHtmlContent? content, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(element, attributes);
        Write(content);
        Close(element);
    }

    /// <summary>Writes text for screen readers only.</summary>
    public void Hidden(Text words, string before = "", string after = "")
    {
        Open("span", ("class", "nhsuk-u-visually-hidden"));
        output.Write(before);
        Write(words);
        output.Write(after);
        Close("span");
    }

    public void Write(IHtmlContent? content) => content?.WriteTo(output, encoder);

    public void Write(string? words)
    {
        if (words is not null) encoder.Encode(output, words);
    }

    public void Raw(string html) => output.Write(html);

    /// <summary>The same encoder with another output.</summary>
    public Markup To(TextWriter other) => new(other, encoder);

    /// <summary>"true", "false", or null for no attribute.</summary>
    public static string? Flag(bool? value) => value switch { true => "true", false => "false", null => null };

    /// <summary>A number as an attribute value.</summary>
    public static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);

    private void Begin(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(element);
        foreach (var (name, value) in attributes) Attribute(name, value);
    }

    private void Attribute(string name, string? value)
    {
        if (value is null) return;
        output.Write(' ');
        output.Write(name);
        if (value.Length == 0) return;
        output.Write("=\"");
        encoder.Encode(output, value);
        output.Write('"');
    }
}

/// <summary>Content written by a delegate.</summary>
internal sealed class Written(Action<Markup> write) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => write(new Markup(writer, encoder));
}
