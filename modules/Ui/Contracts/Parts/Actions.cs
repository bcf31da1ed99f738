namespace WorkWell.Ui.Contracts;

/// <summary>An action on a card or row.</summary>
public sealed record ActionItem : WordsPart
{
    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    /// <summary>The button type; makes it a button.</summary>
    public string? Type { get; init; }

    /// <summary>The name of the button's form value.</summary>
    public string? Name { get; init; }

    /// <summary>The button's value.</summary>
    public string? Value { get; init; }

    /// <summary>The object of the action, for screen readers.</summary>
    public Text? VisuallyHiddenText { get; init; }

    internal Heading? Of { get; init; }

    private protected override void Write(Markup html)
    {
        var isLink = Href is not null && Type is null;
        if (isLink) html.Open("a", this, "nhsuk-link", ("href", Href));
        else html.Open("button", this, "nhsuk-link", ("name", Name), ("type", Type ?? "submit"), ("value", Value));
        WriteWords(html);
        if (VisuallyHiddenText is { IsEmpty: false } || Of is { HasWords: true })
        {
            html.Open("span", ("class", "nhsuk-u-visually-hidden"));
            if (VisuallyHiddenText is { IsEmpty: false })
            {
                html.Raw(" ");
                html.Write(VisuallyHiddenText);
            }
            if (Of is { HasWords: true })
            {
                html.Raw(" (");
                html.Write(Of.Html ?? Of.Text);
                html.Raw(")");
            }
            html.Close("span");
        }
        html.Close(isLink ? "a" : "button");
    }
}

/// <summary>The actions on a card or row.</summary>
public sealed record Actions : Part
{
    /// <summary>The actions; null items are skipped.</summary>
    public IReadOnlyList<ActionItem?> Items { get; init; } = [];

    /// <summary>The width of their column, for rows.</summary>
    public GridWidth? Width { get; init; }

    internal IReadOnlyList<ActionItem> Present => [.. Items.OfType<ActionItem>()];

    internal void WriteForCard(Markup html, Heading? heading)
    {
        var element = Present.Count == 1 ? "div" : "ul";
        html.Open(element, ("class", ClassNames.Join("nhsuk-card__actions", Classes)));
        WriteItems(html, heading, "nhsuk-card__action");
        html.Close(element);
    }

    internal void WriteForRow(Markup html, Heading? heading)
    {
        html.Open("dd", this, ClassNames.Join(
            "nhsuk-summary-list__actions", Width is { } width ? ClassNames.If(true, "nhsuk-u-width-" + ClassNames.Of(width), Classes) : null));
        if (Present.Count > 1) html.Open("ul", ("class", "nhsuk-summary-list__actions-list"));
        WriteItems(html, heading, "nhsuk-summary-list__actions-list-item");
        if (Present.Count > 1) html.Close("ul");
        html.Close("dd");
    }

    private void WriteItems(Markup html, Heading? heading, string itemClass)
    {
        foreach (var action in Present)
        {
            if (Present.Count > 1) html.Open("li", ("class", itemClass));
            html.Write(action with { Of = heading });
            if (Present.Count > 1) html.Close("li");
        }
    }

    private protected override void Write(Markup html) => WriteForCard(html, null);
}

/// <summary>Column widths.</summary>
public enum GridWidth
{
    /// <summary>Full width.</summary>
    Full,

    /// <summary>Three quarters.</summary>
    ThreeQuarters,

    /// <summary>Two thirds.</summary>
    TwoThirds,

    /// <summary>One half.</summary>
    OneHalf,

    /// <summary>One third.</summary>
    OneThird,

    /// <summary>One quarter.</summary>
    OneQuarter,
}
