namespace WorkWell.Ui.Contracts;

/// <summary>An error with a link to its field.</summary>
public sealed record ErrorItem : WordsPart
{
    /// <summary>The field: "#" and its id.</summary>
    public string? Href { get; init; }

    private protected override void Write(Markup html)
    {
        if (Href is null)
        {
            WriteWords(html);
            return;
        }
        html.Open("a", this, "", ("href", Href));
        WriteWords(html);
        html.Close("a");
    }
}

/// <summary>All errors of a form, above it.</summary>
public sealed record ErrorSummary : Part
{
    /// <summary>The heading.</summary>
    public Heading? Heading { get; init; }

    /// <summary>Text below the heading.</summary>
    public Description? Description { get; init; }

    /// <summary>The errors; null items are skipped.</summary>
    public IReadOnlyList<ErrorItem?> ErrorList { get; init; } = [];

    /// <summary>Whether it does not take the focus.</summary>
    public bool? DisableAutoFocus { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("div", this, "nhsuk-error-summary", ("data-module", "nhsuk-error-summary"), ("data-disable-auto-focus", Markup.Flag(DisableAutoFocus)));
        // The alert role is on a separate element, because with focus and alert on one element screen readers miss one of them.
        html.Open("div", ("role", "alert"));
        html.Write(Heading is null ? null : Heading with { Level = 2, ClassName = "nhsuk-error-summary__heading" });
        html.Open("div", ("class", "nhsuk-error-summary__body"));
        if (Description is { HasWords: true }) html.Element("p", Description.Html ?? Description.Text);
        if (ErrorList.Count > 0)
        {
            html.Open("ul", ("class", "nhsuk-list nhsuk-error-summary__list"));
            foreach (var item in ErrorList.OfType<ErrorItem>()) html.Element("li", item);
            html.Close("ul");
        }
        html.Close("div");
        html.Close("div");
        html.Close("div");
    }
}
