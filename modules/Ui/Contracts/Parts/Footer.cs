using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>One link of a footer.</summary>
public sealed record FooterLink : WordsPart
{
    /// <summary>Where it leads.</summary>
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

    /// <summary>Its width; null for an equal share.</summary>
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

    /// <summary>What screen readers call the links.</summary>
    public Text VisuallyHiddenText { get; init; } = "Support links";

    /// <summary>A last line of plain words.</summary>
    /// <param name="text">The words.</param>
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

/// <summary>Whose the page is.</summary>
public sealed record Copyright : WordsPart
{
    /// <summary>A line of plain words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Copyright?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>A line of words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Copyright?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html) => WriteParagraph(html, "nhsuk-body-s");
}

/// <summary>The foot of every page.</summary>
public sealed record Footer : Part
{
    /// <summary>Columns of links.</summary>
    public IReadOnlyList<FooterNavigation> Navigation { get; init; } = [];

    /// <summary>How many columns stand in a row: 1 to 4.</summary>
    public int? Columns { get; init; }

    /// <summary>The last line.</summary>
    public FooterMeta? Meta { get; init; }

    /// <summary>Whose the page is; null for NHS England's, empty for nobody's.</summary>
    public Copyright? Copyright { get; init; }

    /// <summary>Further classes of what holds it.</summary>
    public string? ContainerClasses { get; init; }

    internal static void WriteLinks(Markup html, IReadOnlyList<FooterLink?> links)
    {
        html.Open("ul", ("class", "nhsuk-footer__list"));
        foreach (var link in links) html.Write(link);
        html.Close("ul");
    }

    private protected override void Write(Markup html)
    {
        var (columns, width) = Columns switch { 1 => (1, GridWidth.Full), 2 => (2, GridWidth.OneHalf), 3 => (3, GridWidth.OneThird), _ => (4, GridWidth.OneQuarter) };
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
