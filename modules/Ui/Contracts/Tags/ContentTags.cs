using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WorkWell.Ui.Contracts;

/// <summary>A button, or with <c>href</c> a link that looks like one.</summary>
[HtmlTargetElement("nhs-button")]
public sealed class ButtonTag : PartTag
{
    private ButtonVariant? variant;

    /// <summary>The link's address.</summary>
    public string? Href { get; set; }

    /// <summary>The style.</summary>
    public ButtonVariant Variant
    {
        get => variant ?? default;
        set => variant = value;
    }

    /// <summary>The button type; null for "submit".</summary>
    public string? Type { get; set; }

    /// <summary>The name of its form value.</summary>
    public string? Name { get; set; }

    /// <summary>The form value.</summary>
    public string? Value { get; set; }

    /// <summary>Whether it is smaller than usual.</summary>
    public bool Small { get; set; }

    private protected override Part Make(IHtmlContent? content) => new Button
    {
        Html = content,
        Href = Href,
        Variant = variant,
        Type = Type,
        Name = Name,
        Value = Value,
        Small = Small,
        // Prevents double submission. The idempotency key would stop a second referral anyway.
        PreventDoubleClick = Href is null && Type is null ? true : null,
    };
}

/// <summary>A link with an arrow, for the page's main action.</summary>
[HtmlTargetElement("nhs-action-link")]
public sealed class ActionLinkTag : PartTag
{
    /// <summary>The link's address.</summary>
    public required string Href { get; set; }

    private protected override Part Make(IHtmlContent? content) => new ActionLink { Html = content, Href = Href };
}

/// <summary>A link back. Pages use <c>back</c> of <c>ww-page</c> instead, which puts it in the right place.</summary>
[HtmlTargetElement("nhs-back-link")]
public sealed class BackLinkTag : PartTag
{
    /// <summary>The link's address.</summary>
    public required string Href { get; set; }

    private protected override Part Make(IHtmlContent? content) => new BackLink { Html = content ?? T["common.back"], Href = Href };
}

/// <summary>The skip link of a page, used by the layout.</summary>
[HtmlTargetElement("nhs-skip-link")]
public sealed class SkipLinkTag : PartTag
{
    private protected override Part Make(IHtmlContent? content) => new SkipLink { Html = content ?? T["common.skip-to-content"] };
}

/// <summary>A status in a word or two.</summary>
[HtmlTargetElement("nhs-tag")]
public sealed class TagTag : PartTag
{
    private TagColour? colour;

    /// <summary>The colour; null for the default blue.</summary>
    public TagColour Colour
    {
        get => colour ?? default;
        set => colour = value;
    }

    private protected override Part Make(IHtmlContent? content) => new Tag { Html = content, Colour = colour };
}

/// <summary>Text set off from its surroundings.</summary>
[HtmlTargetElement("nhs-inset")]
public sealed class InsetTag : PartTag
{
    private protected override Part Make(IHtmlContent? content) => new InsetText { Html = content, VisuallyHiddenText = T["common.information"] };
}

/// <summary>A warning that must not be missed.</summary>
[HtmlTargetElement("nhs-warning")]
public sealed class WarningTag : PartTag
{
    /// <summary>The heading.</summary>
    public required Text Heading { get; set; }

    /// <summary>The heading's level.</summary>
    public int Level { get; set; } = 2;

    private protected override Part Make(IHtmlContent? content) =>
        new WarningCallout { Heading = new Heading { Text = Heading, Level = Level }, Html = content, VisuallyHiddenText = T["common.important"] };
}

/// <summary>Collapsed content that only some readers need.</summary>
[HtmlTargetElement("nhs-details")]
public sealed class DetailsTag : PartTag
{
    /// <summary>The line that opens it.</summary>
    public required Text Summary { get; set; }

    /// <summary>Whether it starts open.</summary>
    public bool Open { get; set; }

    private protected override Part Make(IHtmlContent? content) => new Details { Summary = Summary, Html = content, Open = Open };
}

/// <summary>A card: a next step or advice.</summary>
[HtmlTargetElement("nhs-card")]
public sealed class CardTag : PartTag
{
    private CardVariant? variant;

    private TextSize? size;

    /// <summary>The heading.</summary>
    public required Text Heading { get; set; }

    /// <summary>The heading's level.</summary>
    public int Level { get; set; } = 2;

    /// <summary>The heading's size; null for the default.</summary>
    public TextSize Size
    {
        get => size ?? default;
        set => size = value;
    }

    /// <summary>The address; makes the whole card clickable.</summary>
    public string? Href { get; set; }

    /// <summary>The style.</summary>
    public CardVariant Variant
    {
        get => variant ?? default;
        set => variant = value;
    }

    private protected override Part Make(IHtmlContent? content) => new Card
    {
        Heading = new Heading { Text = Heading, Level = Level, Size = size, VisuallyHiddenText = Urgency },
        Description = new Description { Html = content },
        Href = Href,
        Clickable = Href is null ? null : true,
        Variant = variant,
    };

    private Text? Urgency => variant switch
    {
        CardVariant.Emergency => T["common.immediate-action"],
        CardVariant.Urgent => T["common.urgent-advice"],
        CardVariant.NonUrgent => T["common.non-urgent-advice"],
        _ => null,
    };
}

/// <summary>A list of dos, or with <c>icon="Cross"</c> of don'ts.</summary>
[HtmlTargetElement("nhs-do-list")]
public sealed class DoListTag : PartTag
{
    /// <summary>The heading.</summary>
    public required Text Heading { get; set; }

    /// <summary>The lines.</summary>
    public required IEnumerable<Text> Items { get; set; }

    /// <summary>The icon before each line.</summary>
    public DoDontIcon Icon { get; set; }

    private protected override Part Make(IHtmlContent? content) => new DoDontList
    {
        Heading = Heading,
        Icon = Icon,
        Items = [.. Items.Select(text => new DoDontItem { Text = text })],
        PrefixText = Icon is DoDontIcon.Cross ? T["common.do-not"] : null,
    };
}

/// <summary>Confirms that something is done, in large letters.</summary>
[HtmlTargetElement("nhs-panel")]
public sealed class PanelTag : PartTag
{
    /// <summary>The heading.</summary>
    public required Text Heading { get; set; }

    private protected override Part Make(IHtmlContent? content) => new Panel { Heading = Heading, Html = content };
}

/// <summary>News that does not concern the page itself.</summary>
[HtmlTargetElement("nhs-notification")]
public sealed class NotificationTag : PartTag
{
    /// <summary>The heading inside it.</summary>
    public required Text Heading { get; set; }

    /// <summary>Whether it reports a success.</summary>
    public bool Success { get; set; }

    private protected override Part Make(IHtmlContent? content) => new NotificationBanner
    {
        Title = Success ? T["common.success"] : T["common.important"],
        Heading = Heading,
        Html = content,
        Variant = Success ? NotificationVariant.Success : null,
    };
}

/// <summary>A heading with an optional caption.</summary>
[HtmlTargetElement("nhs-heading")]
public sealed class HeadingTag : PartTag
{
    private TextSize? size;

    /// <summary>The level, from 1.</summary>
    public int Level { get; set; } = 1;

    /// <summary>The size; null for that of the level.</summary>
    public TextSize Size
    {
        get => size ?? default;
        set => size = value;
    }

    /// <summary>A smaller line above it.</summary>
    public Text? Caption { get; set; }

    private protected override Part Make(IHtmlContent? content) => new Heading { Html = content, Level = Level, Size = size ?? Usual, Caption = Caption };

    private TextSize Usual => Level switch { 1 => TextSize.L, 2 => TextSize.M, _ => TextSize.S };
}

/// <summary>A group of fields under one legend.</summary>
[HtmlTargetElement("nhs-fieldset")]
public sealed class FieldsetTag : PartTag
{
    private TextSize? size;

    /// <summary>The legend.</summary>
    public required Text Legend { get; set; }

    /// <summary>Whether the legend is also the page's heading.</summary>
    public bool Heading { get; set; }

    /// <summary>The size of the legend.</summary>
    public TextSize Size
    {
        get => size ?? default;
        set => size = value;
    }

    private protected override Part Make(IHtmlContent? content) => new Fieldset
    {
        Legend = new Legend { Text = Legend, Size = size ?? (Heading ? TextSize.L : TextSize.M), Heading = Heading ? new Heading() : null },
        Html = content,
    };
}
