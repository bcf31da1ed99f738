namespace WorkWell.Ui.Contracts;

/// <summary>A link with an arrow, for the page's main action.</summary>
public sealed record ActionLink : WordsPart
{
    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    /// <summary>The button type, if it is a button.</summary>
    public string? Type { get; init; }

    /// <summary>Overrides the HTML element.</summary>
    public string? Element { get; init; }

    /// <summary>Whether it is on a dark background.</summary>
    public GroundVariant? Variant { get; init; }

    /// <summary>Whether it opens a new window; avoid this.</summary>
    public bool? OpenInNewWindow { get; init; }

    private protected override void Write(Markup html)
    {
        var element = Element ?? (Href is not null && Type is null ? "a" : "button");
        var names = ClassNames.Join("nhsuk-action-link", ClassNames.Variant("nhsuk-action-link--", Variant, Classes));
        if (element == "button") html.Open(element, this, names, ("type", Type ?? "submit"));
        else if (element == "a") html.Open(element, this, names, ("href", Href ?? "#"), ("target", OpenInNewWindow == true ? "_blank" : null));
        else html.Open(element, this, names);
        html.Write(new Icon { Name = "arrow-right-circle" });
        html.Element("span", new Written(WriteWords), ("class", "nhsuk-action-link__text"));
        html.Close(element);
    }
}

/// <summary>The background of a part.</summary>
public enum GroundVariant
{
    /// <summary>A dark background.</summary>
    Reverse,
}
