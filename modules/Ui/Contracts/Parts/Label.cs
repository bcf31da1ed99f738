using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>A field's label. It can also be the page's heading.</summary>
public sealed record Label : WordsPart
{
    /// <summary>The field's id; null for the field that contains it.</summary>
    public string? For { get; init; }

    /// <summary>The size; null for body text.</summary>
    public TextSize? Size { get; init; }

    /// <summary>A caption.</summary>
    public Caption? Caption { get; init; }

    /// <summary>Makes the label a heading too; its text, if any, takes precedence.</summary>
    public Heading? Heading { get; init; }

    /// <summary>Whether the label is the page's heading; null if <see cref="Heading"/> decides.</summary>
    public bool? IsPageHeading { get; init; }

    /// <summary>Text after the label, for screen readers only.</summary>
    public Text? VisuallyHiddenText { get; init; }

    /// <summary>Converts plain text to a label.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Label?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a label.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Label?(Text? text) => text is null ? null : new() { Text = text };

    internal Label Of(string? field) => For is null ? this with { For = field } : this;

    private protected override void Write(Markup html)
    {
        var isHeading = IsPageHeading == true || (IsPageHeading is null && Heading is not null);
        var caption = isHeading ? Heading?.Caption ?? Caption : Caption;
        var size = isHeading ? Heading?.Size ?? Size : Size;
        var label = new Heading
        {
            Id = Id,
            Text = isHeading ? Heading?.Text ?? Text : Text ?? Heading?.Text,
            Html = isHeading ? Heading?.Html ?? Html : Html ?? Heading?.Html,
            VisuallyHiddenText = isHeading ? Heading?.VisuallyHiddenText ?? VisuallyHiddenText : VisuallyHiddenText,
            Caption = caption is { IsInside: true } ? caption with { Size = caption.Size ?? size } : null,
            Size = size,
            Sizes = (TextSize.S, TextSize.Xl),
            ClassName = "nhsuk-label",
            ClassPrefix = "nhsuk-label--",
            Classes = Classes,
            Attributes = For is null ? Attributes : new Dictionary<string, string?>(Attributes) { ["for"] = For },
            Element = "label",
        };
        if (!label.HasWords) return;
        if (caption?.Placement is CaptionPlacement.Before) html.Write(caption with { Size = caption.Size ?? size });
        if (isHeading) WriteHeading(html, label);
        else html.Write(label);
        if (caption?.Placement is CaptionPlacement.After) html.Write(caption with { Size = caption.Size ?? size });
    }

    private void WriteHeading(Markup html, Heading label)
    {
        var element = "h" + Markup.Number(Heading?.Level ?? 1);
        html.Open(element, (Heading ?? new Heading()) with { Classes = null }, "nhsuk-label-wrapper");
        html.Write(label);
        html.Close(element);
    }
}
