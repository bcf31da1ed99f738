namespace WorkWell.Ui.Contracts;

/// <summary>The content of a tab.</summary>
public sealed record TabPanel : WordsPart
{
    private protected override void Write(Markup html) => WriteParagraph(html);
}

/// <summary>One tab.</summary>
public sealed record TabItem
{
    /// <summary>The id; null to derive it from the list's.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public required Text Label { get; init; }

    /// <summary>The content.</summary>
    public required TabPanel Panel { get; init; }

    /// <summary>Further attributes of the label.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();
}

/// <summary>Panels shown one at a time; without JavaScript, all below each other.</summary>
public sealed record Tabs : Part
{
    /// <summary>The prefix of the tabs' ids; null for the id.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>The heading shown without JavaScript.</summary>
    public Text VisuallyHiddenText { get; init; } = "Contents";

    /// <summary>The tabs; null items are skipped.</summary>
    public IReadOnlyList<TabItem?> Items { get; init; } = [];

    private protected override void Write(Markup html)
    {
        html.Open("div", this, "nhsuk-tabs", ("data-module", "nhsuk-tabs"));
        html.Write(new Heading { Text = VisuallyHiddenText, Level = 2, ClassName = "nhsuk-tabs__heading" });
        if (Items.Count > 0)
        {
            html.Open("ul", ("class", "nhsuk-tabs__list"));
            ForEach((item, id, isFirst) =>
            {
                html.Open("li", ("class", ClassNames.Join("nhsuk-tabs__list-item", isFirst ? "nhsuk-tabs__list-item--selected" : null)));
                html.Open("a", new Bare { Attributes = item.Attributes }, "nhsuk-tabs__tab", ("href", "#" + id));
                html.Write(item.Label);
                html.Close("a");
                html.Close("li");
            });
            html.Close("ul");
            ForEach((item, id, isFirst) =>
            {
                html.Open("div", new Bare { Id = id, Attributes = item.Panel.Attributes },
                    ClassNames.Join("nhsuk-tabs__panel", isFirst ? null : "nhsuk-tabs__panel--hidden"));
                html.Write(item.Panel);
                html.Close("div");
            });
        }
        html.Close("div");
    }

    private void ForEach(Action<TabItem, string, bool> write)
    {
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i] is { } item) write(item, item.Id ?? $"{IdPrefix ?? Id}-{Markup.Number(i + 1)}", i == 0);
        }
    }
}
