namespace WorkWell.Ui.Contracts;

/// <summary>A link with an arrow, for the one thing most people come for.</summary>
public sealed record ActionLink : WordsPart
{
    /// <summary>Where it leads.</summary>
    public string? Href { get; init; }

    /// <summary>The type, where it is a button.</summary>
    public string? Type { get; init; }

    /// <summary>Another element than its other settings lead to.</summary>
    public string? Element { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public GroundVariant? Variant { get; init; }

    /// <summary>Whether it opens another window. Avoid it.</summary>
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

/// <summary>What a part stands on.</summary>
public enum GroundVariant
{
    /// <summary>A dark ground.</summary>
    Reverse,
}
