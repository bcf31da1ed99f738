namespace WorkWell.Ui.Contracts;

/// <summary>A link to the previous or next page.</summary>
public sealed record PageStep : WordsPart
{
    /// <summary>Its address.</summary>
    public string? Href { get; init; }

    /// <summary>The page's name.</summary>
    public Text? Label { get; init; }

    internal void WriteTitle(Markup html, string usual) => html.Element("span", new Written(inner =>
    {
        if (HasWords)
        {
            WriteWords(inner);
            return;
        }
        inner.Write(usual);
        inner.Hidden("page", before: " ");
    }), ("class", "nhsuk-pagination__title"));

    private protected override void Write(Markup html) => WriteWords(html);
}

/// <summary>A numbered page.</summary>
public sealed record PageItem
{
    /// <summary>Its number.</summary>
    public int? Number { get; init; }

    /// <summary>Its address.</summary>
    public string? Href { get; init; }

    /// <summary>Whether it is the current page.</summary>
    public bool? Current { get; init; }

    /// <summary>Whether it is an ellipsis for pages left out.</summary>
    public bool? Ellipsis { get; init; }

    /// <summary>Its name for screen readers.</summary>
    public Text? AriaLabel { get; init; }

    /// <summary>Further classes.</summary>
    public string? Classes { get; init; }

    /// <summary>Further attributes.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Links to the other pages of a list or guide.</summary>
public sealed record Pagination : Part
{
    /// <summary>The previous page.</summary>
    public PageStep? Previous { get; init; }

    /// <summary>The next page.</summary>
    public PageStep? Next { get; init; }

    /// <summary>Numbered pages; null items are skipped.</summary>
    public IReadOnlyList<PageItem?> Items { get; init; } = [];

    /// <summary>The list's name for screen readers.</summary>
    public Text AriaLabel { get; init; } = "Pagination";

    /// <summary>The older parameter for the address of <see cref="Previous"/>.</summary>
    public string? PreviousUrl
    {
        init => Previous = (Previous ?? new PageStep()) with { Href = value };
    }

    /// <summary>The older parameter for the name of <see cref="Previous"/>.</summary>
    public string? PreviousPage
    {
        init => Previous = (Previous ?? new PageStep()) with { Label = value };
    }

    /// <summary>The older parameter for the address of <see cref="Next"/>.</summary>
    public string? NextUrl
    {
        init => Next = (Next ?? new PageStep()) with { Href = value };
    }

    /// <summary>The older parameter for the name of <see cref="Next"/>.</summary>
    public string? NextPage
    {
        init => Next = (Next ?? new PageStep()) with { Label = value };
    }

    private protected override void Write(Markup html)
    {
        var isNumbered = Items.Count > 0;
        html.Open("nav", this, ClassNames.Join("nhsuk-pagination", isNumbered ? "nhsuk-pagination--numbered" : null), ("role", "navigation"),
            ("aria-label", AriaLabel.Value));
        if (isNumbered) WriteNumbered(html);
        else WriteSteps(html);
        html.Close("nav");
    }

    private void WriteNumbered(Markup html)
    {
        if (Previous?.Href is not null)
        {
            html.Open("a", ("href", Previous.Href), ("class", "nhsuk-pagination__previous"), ("rel", "prev"));
            html.Write(new Icon { Name = "arrow-left" });
            Previous.WriteTitle(html, "Previous");
            html.Close("a");
        }
        html.Open("ul", ("class", "nhsuk-pagination__list"));
        foreach (var item in Items.OfType<PageItem>()) WriteItem(html, item);
        html.Close("ul");
        if (Next?.Href is not null)
        {
            html.Open("a", ("href", Next.Href), ("class", "nhsuk-pagination__next"), ("rel", "next"));
            Next.WriteTitle(html, "Next");
            html.Write(new Icon { Name = "arrow-right" });
            html.Close("a");
        }
    }

    private static void WriteItem(Markup html, PageItem item)
    {
        var names = ClassNames.Join(
            "nhsuk-pagination__item", item.Current == true ? "nhsuk-pagination__item--current" : null,
            item.Ellipsis == true ? "nhsuk-pagination__item--ellipsis" : null, item.Classes);
        html.Open("li", ("class", names));
        if (item.Ellipsis == true)
        {
            html.Write("\u22ef");
        }
        else
        {
            var number = Markup.Number(item.Number);
            html.Open("a", new Bare { Attributes = item.Attributes }, "nhsuk-pagination__link",
                ("href", item.Href), ("aria-label", item.AriaLabel?.Value ?? "Page " + number), ("aria-current", item.Current == true ? "page" : null));
            html.Write(number);
            html.Close("a");
        }
        html.Close("li");
    }

    private void WriteSteps(Markup html)
    {
        html.Open("ul", ("class", "nhsuk-list nhsuk-pagination__list"));
        WriteStep(html, Previous, "previous", "prev", "Previous", "arrow-left");
        WriteStep(html, Next, "next", "next", "Next", "arrow-right");
        html.Close("ul");
    }

    private static void WriteStep(Markup html, PageStep? step, string name, string relation, string usual, string icon)
    {
        if (step?.Href is null) return;
        html.Open("li", ("class", "nhsuk-pagination-item--" + name));
        html.Open("a", new Bare { Attributes = step.Attributes }, "nhsuk-pagination__link nhsuk-pagination__link--" + relation, ("href", step.Href),
            ("rel", relation));
        step.WriteTitle(html, usual);
        if (step.Label is { IsEmpty: false })
        {
            html.Hidden(":");
            html.Element("span", step.Label, ("class", "nhsuk-pagination__page"));
        }
        html.Write(new Icon { Name = icon });
        html.Close("a");
        html.Close("li");
    }
}
