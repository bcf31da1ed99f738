using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The legend of a group of fields. It can also be the page's heading.</summary>
public sealed record Legend : WordsPart
{
    /// <summary>The size; null for body text.</summary>
    public TextSize? Size { get; init; }

    /// <summary>A caption.</summary>
    public Caption? Caption { get; init; }

    /// <summary>Makes the legend a heading too; its text, if any, takes precedence.</summary>
    public Heading? Heading { get; init; }

    /// <summary>Whether the legend is the page's heading; null if <see cref="Heading"/> decides.</summary>
    public bool? IsPageHeading { get; init; }

    /// <summary>Text after the legend, for screen readers only.</summary>
    public Text? VisuallyHiddenText { get; init; }

    /// <summary>Converts plain text to a legend.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Legend?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a legend.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Legend?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        var isHeading = IsPageHeading == true || (IsPageHeading is null && Heading is not null);
        var size = isHeading ? Heading?.Size ?? Size : Size;
        var given = isHeading ? Heading?.Caption ?? Caption : Caption;
        // Nothing may come before a legend inside its fieldset.
        var caption = given is null ? null
            : given with { Size = given.Size ?? size, Placement = given.Placement is CaptionPlacement.Before ? CaptionPlacement.Start : given.Placement };
        var variant = size is >= TextSize.S and <= TextSize.Xl ? ClassNames.Variant("nhsuk-fieldset__legend--", size, Classes) : null;
        var words = new Heading
        {
            Text = isHeading ? Heading?.Text ?? Text : Text ?? Heading?.Text,
            Html = isHeading ? Heading?.Html ?? Html : Html ?? Heading?.Html,
            VisuallyHiddenText = isHeading ? Heading?.VisuallyHiddenText ?? VisuallyHiddenText : VisuallyHiddenText,
            Caption = caption is { IsInside: true } ? caption : null,
        };
        if (!words.HasWords) return;
        var names = ClassNames.Join("nhsuk-fieldset__legend", variant);
        if (isHeading)
        {
            html.Open("legend", this, names);
            html.Write(words with { Id = Heading?.Id, Level = Heading?.Level, Attributes = Heading?.Attributes ?? words.Attributes,
                ClassName = "nhsuk-fieldset__heading" });
            html.Close("legend");
        }
        else
        {
            html.Write(words with { Id = Id, Classes = Classes, Attributes = Attributes, ClassName = names, Element = "legend" });
        }
        if (caption?.Placement is CaptionPlacement.After) html.Write(caption);
    }
}
