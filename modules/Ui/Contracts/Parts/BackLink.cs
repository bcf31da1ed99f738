namespace WorkWell.Ui.Contracts;

/// <summary>A link to the previous page.</summary>
public sealed record BackLink : WordsPart
{
    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    /// <summary>The button type, if it is a button.</summary>
    public string? Type { get; init; }

    /// <summary>Overrides the HTML element.</summary>
    public string? Element { get; init; }

    /// <summary>Whether it is on a dark background.</summary>
    public GroundVariant? Variant { get; init; }

    /// <summary>Text before the visible text, for screen readers only.</summary>
    public Text? VisuallyHiddenText { get; init; }

    private protected override void Write(Markup html)
    {
        var element = Element ?? (Href is not null && Type is null ? "a" : "button");
        var names = ClassNames.Join("nhsuk-back-link", ClassNames.Variant("nhsuk-back-link--", Variant, Classes));
        if (element == "button") html.Open(element, this, names, ("type", Type ?? "submit"));
        else if (element == "a") html.Open(element, this, names, ("href", Href ?? "#"));
        else html.Open(element, this, names);
        if (VisuallyHiddenText is { IsEmpty: false } hidden) html.Hidden(hidden, after: " ");
        if (HasWords) WriteWords(html);
        else html.Write("Back");
        html.Close(element);
    }
}
