namespace WorkWell.Ui.Contracts;

/// <summary>What a button stands out as.</summary>
public enum ButtonVariant
{
    /// <summary>In the colours of the NHS.</summary>
    Brand,

    /// <summary>To sign in.</summary>
    Login,

    /// <summary>On a dark ground.</summary>
    Reverse,

    /// <summary>For what matters less than the main button.</summary>
    Secondary,

    /// <summary>The same, on a coloured ground.</summary>
    SecondarySolid,

    /// <summary>For what cannot be undone.</summary>
    Warning,
}

/// <summary>A button, or a link that looks like one.</summary>
public sealed record Button : WordsPart
{
    /// <summary>Where it leads; then it is a link.</summary>
    public string? Href { get; init; }

    /// <summary>The button's type; null for "submit".</summary>
    public string? Type { get; init; }

    /// <summary>The name under which its value is sent.</summary>
    public string? Name { get; init; }

    /// <summary>The value that is sent.</summary>
    public string? Value { get; init; }

    /// <summary>Another element than its other settings lead to: "a", "button" or "input".</summary>
    public string? Element { get; init; }

    /// <summary>What it stands out as.</summary>
    public ButtonVariant? Variant { get; init; }

    /// <summary>Whether it is smaller than usual.</summary>
    public bool? Small { get; init; }

    /// <summary>Whether it cannot be used.</summary>
    public bool? Disabled { get; init; }

    /// <summary>An icon beside the words.</summary>
    public Icon? Icon { get; init; }

    /// <summary>Whether a second click within a second is dropped.</summary>
    public bool? PreventDoubleClick { get; init; }

    /// <summary>What screen readers say instead of the words.</summary>
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
        (string, string?) module = ("data-module", "nhsuk-button"), once = ("data-prevent-double-click", Markup.Flag(PreventDoubleClick)), label = ("aria-label", AriaLabel?.Value);
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
