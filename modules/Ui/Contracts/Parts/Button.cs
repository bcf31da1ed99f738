namespace WorkWell.Ui.Contracts;

/// <summary>The style of a button.</summary>
public enum ButtonVariant
{
    /// <summary>NHS colours.</summary>
    Brand,

    /// <summary>A sign-in button.</summary>
    Login,

    /// <summary>On a dark background.</summary>
    Reverse,

    /// <summary>Less prominent than the main button.</summary>
    Secondary,

    /// <summary>The same, for a coloured background.</summary>
    SecondarySolid,

    /// <summary>For an action that cannot be undone.</summary>
    Warning,
}

/// <summary>A button, or a link that looks like one.</summary>
public sealed record Button : WordsPart
{
    /// <summary>The address; makes it a link.</summary>
    public string? Href { get; init; }

    /// <summary>The button type; null for "submit".</summary>
    public string? Type { get; init; }

    /// <summary>The name of its form value.</summary>
    public string? Name { get; init; }

    /// <summary>The form value.</summary>
    public string? Value { get; init; }

    /// <summary>Overrides the HTML element: "a", "button" or "input".</summary>
    public string? Element { get; init; }

    /// <summary>The style.</summary>
    public ButtonVariant? Variant { get; init; }

    /// <summary>Whether it is smaller than usual.</summary>
    public bool? Small { get; init; }

    /// <summary>Whether it is disabled.</summary>
    public bool? Disabled { get; init; }

    /// <summary>An icon beside the text.</summary>
    public Icon? Icon { get; init; }

    /// <summary>Whether to ignore a second click within a second.</summary>
    public bool? PreventDoubleClick { get; init; }

    /// <summary>The text for screen readers, instead of the visible text.</summary>
    public Text? AriaLabel { get; init; }

    private protected override void Write(Markup html)
    {
        var icon = Icon is { Name.Length: 0 } ? null : Icon;
        var element = Element ?? (Href is not null && Type is null ? "a" : "button");
        var names = ClassNames.Join(
            "nhsuk-button",
            ClassNames.Variant("nhsuk-button--", Variant, Classes),
            ClassNames.If(icon is not null, "nhsuk-button--icon", Classes),
            ClassNames.If(Small == true, "nhsuk-button--small", Classes));
        (string, string?) module = ("data-module", "nhsuk-button"), once = ("data-prevent-double-click", Markup.Flag(PreventDoubleClick)),
            label = ("aria-label", AriaLabel?.Value);
        if (element == "a") html.Open("a", this, names, module, once, ("href", Href ?? "#"), ("role", "button"), ("draggable", "false"), label);
        else
        {
            html.Open(element, this, names, ("name", Name), module, once, ("type", Type ?? "submit"), ("value", element == "input" ? Text?.Value : Value),
                ("disabled", Disabled == true ? "" : null), label, ("aria-disabled", Disabled == true ? "true" : null));
        }
        if (element == "input") return;
        if (icon?.Placement is IconPlacement.Start or null) html.Write(icon);
        if (icon is not null && HasWords) html.Element("span", new Written(WriteWords), ("class", "nhsuk-button__content"));
        else WriteWords(html);
        if (icon?.Placement is IconPlacement.End) html.Write(icon);
        html.Close(element);
    }
}
