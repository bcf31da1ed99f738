using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The position of a caption relative to its heading.</summary>
public enum CaptionPlacement
{
    /// <summary>Outside, above.</summary>
    Before,

    /// <summary>Inside, above; the default.</summary>
    Start,

    /// <summary>Inside, below.</summary>
    End,

    /// <summary>Outside, below.</summary>
    After,
}

/// <summary>A smaller line with a heading, such as the section's name.</summary>
public sealed record Caption : WordsPart
{
    /// <summary>The size; null for the heading's.</summary>
    public TextSize? Size { get; init; }

    /// <summary>The position; null for inside, above.</summary>
    public CaptionPlacement? Placement { get; init; }

    /// <summary>Overrides the element <c>span</c>.</summary>
    public string? Element { get; init; }

    /// <summary>Converts plain text to a caption.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Caption?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a caption.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Caption?(Text? text) => text is null ? null : new() { Text = text };

    internal bool IsInside => Placement is null or CaptionPlacement.Start or CaptionPlacement.End;

    private protected override void Write(Markup html)
    {
        var size = Size is TextSize.M or TextSize.L or TextSize.Xl or TextSize.Xxl ? ClassNames.Variant("nhsuk-caption-", Size, Classes) : null;
        var bottom = Placement is CaptionPlacement.After or CaptionPlacement.End ? "nhsuk-caption--bottom" : null;
        var element = Element ?? "span";
        html.Open(element, this, ClassNames.Join(size ?? "nhsuk-caption", bottom));
        WriteWords(html);
        html.Close(element);
    }
}
