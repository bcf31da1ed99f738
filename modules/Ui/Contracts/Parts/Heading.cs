using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>Sizes of headings, labels and captions.</summary>
public enum TextSize
{
    /// <summary>The smallest.</summary>
    Xxs,

    /// <summary>Extra small.</summary>
    Xs,

    /// <summary>Small.</summary>
    S,

    /// <summary>Medium.</summary>
    M,

    /// <summary>Large.</summary>
    L,

    /// <summary>Extra large.</summary>
    Xl,

    /// <summary>The largest, for captions only.</summary>
    Xxl,
}

/// <summary>A heading with an optional caption.</summary>
public sealed record Heading : WordsPart
{
    /// <summary>The level, from 1.</summary>
    public int? Level { get; init; }

    /// <summary>The size; null for the default.</summary>
    public TextSize? Size { get; init; }

    /// <summary>A caption.</summary>
    public Caption? Caption { get; init; }

    /// <summary>The heading's address.</summary>
    public string? Href { get; init; }

    /// <summary>Text after the heading, for screen readers only.</summary>
    public Text? VisuallyHiddenText { get; init; }

    /// <summary>Overrides the element.</summary>
    public string? Element { get; init; }

    internal string ClassName { get; init; } = "nhsuk-heading";

    internal string? ClassPrefix { get; init; }

    internal (TextSize Smallest, TextSize Largest) Sizes { get; init; } = (TextSize.Xxs, TextSize.Xl);

    /// <summary>Converts plain text to a heading.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Heading?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a heading.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Heading?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        if (!HasWords) return;
        var size = Size >= Sizes.Smallest && Size <= Sizes.Largest ? Size : null;
        var caption = Caption is { HasWords: true } given ? given with { Size = given.Size ?? size } : null;
        if (caption?.Placement is CaptionPlacement.Before) html.Write(caption);
        var element = Element ?? "h" + Markup.Number(Level ?? 1);
        var prefix = ClassPrefix ?? ClassName + "-";
        var variant = size is null ? null : ClassNames.Variant(prefix, size, Classes);
        var names = variant is not null && prefix == ClassName + "-" ? variant : ClassNames.Join(ClassName, variant);
        html.Open(element, this, names);
        if (caption is { Placement: null or CaptionPlacement.Start }) html.Write(caption);
        WriteLinked(html);
        if (VisuallyHiddenText is { IsEmpty: false } hidden) html.Hidden(hidden, before: " ");
        if (caption?.Placement is CaptionPlacement.End) html.Write(caption);
        html.Close(element);
        if (caption?.Placement is CaptionPlacement.After) html.Write(caption);
    }

    private void WriteLinked(Markup html)
    {
        if (Href is null) WriteWords(html);
        else html.Element("a", new Written(WriteWords), ("class", "nhsuk-link"), ("href", Href));
    }
}
