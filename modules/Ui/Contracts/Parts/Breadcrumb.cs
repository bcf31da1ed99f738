namespace WorkWell.Ui.Contracts;

/// <summary>A parent page.</summary>
public sealed record Crumb : WordsPart
{
    /// <summary>Its address.</summary>
    public string? Href { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("a", new Bare { Attributes = Attributes }, "nhsuk-breadcrumb__link", ("href", Href));
        WriteWords(html);
        html.Close("a");
    }
}

/// <summary>The path of parent pages.</summary>
public sealed record Breadcrumb : Part
{
    /// <summary>The pages, top level first.</summary>
    public IReadOnlyList<Crumb> Items { get; init; } = [];

    /// <summary>The list's name for screen readers.</summary>
    public Text AriaLabel { get; init; } = "Breadcrumb";

    /// <summary>Overrides the back link that narrow screens show instead.</summary>
    public BackLink? BackLink { get; init; }

    /// <summary>Whether it is on a dark background.</summary>
    public GroundVariant? Variant { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("nav", this, ClassNames.Join("nhsuk-breadcrumb", ClassNames.Variant("nhsuk-breadcrumb--", Variant, Classes)),
            ("aria-label", AriaLabel.Value));
        html.Open("ol", ("class", "nhsuk-breadcrumb__list"));
        foreach (var item in Items.Where(item => item.Href is not null)) html.Element("li", item, ("class", "nhsuk-breadcrumb__list-item"));
        html.Close("ol");
        var last = Items.Count > 0 ? Items[^1] : new Crumb();
        var back = BackLink ?? new BackLink();
        html.Write(back with
        {
            VisuallyHiddenText = back.VisuallyHiddenText ?? "Back to",
            Text = back.HasWords ? back.Text : last.Text,
            Href = back.Href ?? last.Href,
            Attributes = back.Attributes.Count > 0 ? back.Attributes : last.Attributes,
            Variant = back.Variant ?? Variant,
        });
        html.Close("nav");
    }
}
