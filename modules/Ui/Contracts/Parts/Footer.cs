using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>One link of a footer.</summary>
public sealed record FooterLink : WordsPart
{
    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("li", ("class", "nhsuk-footer__list-item"));
        html.Open("a", new Bare { Attributes = Attributes }, "nhsuk-footer__list-item-link", ("href", Href));
        WriteWords(html);
        html.Close("a");
        html.Close("li");
    }
}

/// <summary>A column of links.</summary>
public sealed record FooterNavigation : WordsPart
{
    /// <summary>Its heading.</summary>
    public Heading? Heading { get; init; }

    /// <summary>The links; null items are skipped.</summary>
    public IReadOnlyList<FooterLink?> Items { get; init; } = [];

    /// <summary>The width; null for equal widths.</summary>
    public GridWidth? Width { get; init; }

    internal void Write(Markup html, GridWidth usual)
    {
        html.Open("div", ("class", "nhsuk-grid-column-" + ClassNames.Of(Width ?? usual)));
        html.Write(Heading is null ? null : Heading with { Level = 2, Size = TextSize.S, ClassName = "nhsuk-footer__heading", ClassPrefix = "nhsuk-heading-" });
        WriteParagraph(html, "nhsuk-body-s");
        if (Items.Count > 0) Footer.WriteLinks(html, Items);
        html.Close("div");
    }

    private protected override void Write(Markup html) => Write(html, GridWidth.OneQuarter);
}

/// <summary>The last line of a footer.</summary>
public sealed record FooterMeta : WordsPart
{
    /// <summary>The links; null items are skipped.</summary>
    public IReadOnlyList<FooterLink?> Items { get; init; } = [];

    /// <summary>The links' name for screen readers.</summary>
    public Text VisuallyHiddenText { get; init; } = "Support links";

    /// <summary>Converts plain text to a last line.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator FooterMeta?(string? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        if (Items.Count > 0)
        {
            html.Element("h2", VisuallyHiddenText, ("class", "nhsuk-u-visually-hidden"));
            Footer.WriteLinks(html, Items);
        }
        WriteParagraph(html, "nhsuk-body-s");
    }
}

/// <summary>The copyright notice.</summary>
public sealed record Copyright : WordsPart
{
    /// <summary>Converts plain text to a line.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Copyright?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a line.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Copyright?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html) => WriteParagraph(html, "nhsuk-body-s");
}

/// <summary>The page footer.</summary>
public sealed record Footer : Part
{
    /// <summary>Columns of links.</summary>
    public IReadOnlyList<FooterNavigation> Navigation { get; init; } = [];

    /// <summary>The number of columns in a row, 1 to 4.</summary>
    public int? Columns { get; init; }

    /// <summary>The last line.</summary>
    public FooterMeta? Meta { get; init; }

    /// <summary>The copyright notice; null for NHS England's, empty for none.</summary>
    public Copyright? Copyright { get; init; }

    /// <summary>Further classes of the container.</summary>
    public string? ContainerClasses { get; init; }

    internal static void WriteLinks(Markup html, IReadOnlyList<FooterLink?> links)
    {
        html.Open("ul", ("class", "nhsuk-footer__list"));
        foreach (var link in links) html.Write(link);
        html.Close("ul");
    }

    private protected override void Write(Markup html)
    {
        var (columns, width) = Columns switch { 1 => (1, GridWidth.Full), 2 => (2, GridWidth.OneHalf), 3 => (3, GridWidth.OneThird),
            _ => (4, GridWidth.OneQuarter) };
        html.Open("footer", this, "nhsuk-footer", ("role", "contentinfo"));
        html.Open("div", ("class", ClassNames.Join("nhsuk-width-container", ContainerClasses)));
        foreach (var row in Navigation.Chunk(columns))
        {
            html.Open("div", ("class", "nhsuk-footer__navigation nhsuk-grid-row"));
            foreach (var navigation in row) navigation.Write(html, width);
            html.Close("div");
        }
        html.Open("div", ("class", "nhsuk-footer__meta"));
        html.Write(Meta);
        html.Write(Copyright ?? new Copyright { Text = "© NHS England" });
        html.Close("div");
        html.Close("div");
        html.Close("footer");
    }
}
