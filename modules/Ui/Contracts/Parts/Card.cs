using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>The style of a card.</summary>
public enum CardVariant
{
    /// <summary>With the heading on a coloured tab.</summary>
    Feature,

    /// <summary>A main next step, with an arrow.</summary>
    Primary,

    /// <summary>A secondary next step.</summary>
    Secondary,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>Care advice that is not urgent.</summary>
    NonUrgent,

    /// <summary>Urgent care advice.</summary>
    Urgent,

    /// <summary>Care advice for an emergency.</summary>
    Emergency,
}

/// <summary>An image on a card.</summary>
public sealed record CardImage
{
    /// <summary>Its address.</summary>
    public string? Src { get; init; }

    /// <summary>The alternative text.</summary>
    public string Alt { get; init; } = "";

    /// <summary>Content instead of the image.</summary>
    public IHtmlContent? Html { get; init; }
}

/// <summary>The description on a card.</summary>
public sealed record Description : WordsPart
{
    /// <summary>Converts plain text to a description.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Description?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a description.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Description?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html) => WriteParagraph(html, "nhsuk-card__description");
}

/// <summary>A card: a next step, a warning or advice.</summary>
public sealed record Card : Part
{
    /// <summary>The heading.</summary>
    public Heading? Heading { get; init; }

    /// <summary>The content.</summary>
    public Description? Description { get; init; }

    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    /// <summary>Whether the whole card is clickable.</summary>
    public bool? Clickable { get; init; }

    /// <summary>The style.</summary>
    public CardVariant? Variant { get; init; }

    /// <summary>The image.</summary>
    public CardImage? Image { get; init; }

    /// <summary>The actions.</summary>
    public Actions? Actions { get; init; }

    private bool IsCare => Variant >= CardVariant.NonUrgent && Heading is { HasWords: true };

    private protected override void Write(Markup html)
    {
        var names = ClassNames.Join("nhsuk-card", Clickable == true ? "nhsuk-card--clickable" : null, VariantNames());
        html.Open("div", this, names);
        if (Image?.Html is not null) html.Write(Image.Html);
        else if (!string.IsNullOrEmpty(Image?.Src)) html.Open("img", ("class", "nhsuk-card__img"), ("src", Image.Src), ("alt", Image.Alt));
        var actions = Actions?.Present ?? [];
        var isApart = IsCare || actions.Count > 0;
        if (isApart)
        {
            html.Open("div", ("class", "nhsuk-card__heading-container"));
            WriteHeading(html, names);
            if (actions.Count > 0) Actions!.WriteForCard(html, Heading);
            html.Close("div");
        }
        html.Open("div", new Bare { Classes = Description?.Classes, Attributes = Description?.Attributes ?? new Dictionary<string, string?>() },
            "nhsuk-card__content");
        if (!isApart) WriteHeading(html, names);
        html.Write(Description);
        if (ClassNames.Has(ClassNames.Join(names, Classes), "nhsuk-card--primary")) html.Write(new Icon { Name = "chevron-right-circle" });
        html.Close("div");
        html.Close("div");
    }

    private string? VariantNames()
    {
        if (Variant is CardVariant.NonUrgent or CardVariant.Urgent or CardVariant.Emergency)
            return IsCare && !ClassNames.Has(Classes, "nhsuk-card--care--") ? "nhsuk-card--care nhsuk-card--care--" + ClassNames.Of(Variant.Value) : null;
        return ClassNames.Variant("nhsuk-card--", Variant, Classes);
    }

    private void WriteHeading(Markup html, string names)
    {
        if (Heading is not { HasWords: true }) return;
        if (Heading.Text is { IsEmpty: false })
        {
            var link = Href is not null && !ClassNames.Has(ClassNames.Join(names, Classes), "nhsuk-card--feature");
            var hidden = Heading.VisuallyHiddenText ?? (IsCare ? Urgency : null);
            html.Write(Heading with
            {
                Html = new Written(inner => WriteHeadingWords(inner, link, hidden)),
                VisuallyHiddenText = null,
                Level = Heading.Level ?? 2,
                ClassName = "nhsuk-card__heading",
                ClassPrefix = "nhsuk-heading-",
            });
        }
        html.Write(Heading.Html);
        if (IsCare) html.Element("span", null, ("class", "nhsuk-card--care__arrow"), ("aria-hidden", "true"));
    }

    private void WriteHeadingWords(Markup html, bool link, Text? hidden)
    {
        if (link)
        {
            html.Element("a", Heading!.Text, ("class", "nhsuk-card__link"), ("href", Href));
        }
        else if (hidden is { IsEmpty: false })
        {
            html.Open("span", ("role", "text"));
            html.Hidden(hidden, after: ": ");
            html.Write(Heading!.Text);
            html.Close("span");
        }
        else
        {
            html.Write(Heading!.Text);
        }
    }

    private Text Urgency =>
        Variant switch { CardVariant.Emergency => "Immediate action required", CardVariant.Urgent => "Urgent advice", _ => "Non-urgent advice" };
}
