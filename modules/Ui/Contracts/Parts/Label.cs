using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>What a field asks for. It can be the page's heading too.</summary>
public sealed record Label : WordsPart
{
    /// <summary>The id of the field; null for the field it is given to.</summary>
    public string? For { get; init; }

    /// <summary>The size; null for that of body text.</summary>
    public TextSize? Size { get; init; }

    /// <summary>A caption.</summary>
    public Caption? Caption { get; init; }

    /// <summary>Makes the label a heading as well; its words, if it has any, win.</summary>
    public Heading? Heading { get; init; }

    /// <summary>Whether the label is the page's heading; null where <see cref="Heading"/> says so.</summary>
    public bool? IsPageHeading { get; init; }

    /// <summary>Words after the label that only screen readers say.</summary>
    public Text? VisuallyHiddenText { get; init; }

    /// <summary>A label of plain words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Label?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>A label of words.</summary>
    /// <param name="text">The words.</param>
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
