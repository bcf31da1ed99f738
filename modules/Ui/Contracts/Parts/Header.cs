namespace WorkWell.Ui.Contracts;

/// <summary>The logo of a header.</summary>
public sealed record HeaderLogo
{
    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    /// <summary>An image instead of the NHS logo.</summary>
    public string? Src { get; init; }

    /// <summary>The alternative text.</summary>
    public Text Alt { get; init; } = "NHS";

    /// <summary>The link's name for screen readers; null for the names and "homepage".</summary>
    public Text? AriaLabel { get; init; }
}

/// <summary>The name of the service.</summary>
public sealed record HeaderService
{
    /// <summary>The name.</summary>
    public Text? Text { get; init; }

    /// <summary>The link's address.</summary>
    public string? Href { get; init; }
}

/// <summary>The name of the organisation.</summary>
public sealed record HeaderOrganisation
{
    /// <summary>The name.</summary>
    public required Text Name { get; init; }

    /// <summary>Its second line.</summary>
    public Text? Split { get; init; }

    /// <summary>The type of organisation.</summary>
    public Text? Descriptor { get; init; }
}

/// <summary>The search of a header.</summary>
public sealed record HeaderSearch
{
    /// <summary>The search address.</summary>
    public string Action { get; init; } = "https://www.nhs.uk/search/";

    /// <summary>The form method.</summary>
    public string Method { get; init; } = "get";

    /// <summary>The name of the form value.</summary>
    public string Name { get; init; } = "q";

    /// <summary>Overrides for the input.</summary>
    public HeaderSearchInput? Input { get; init; }

    /// <summary>Overrides for the label.</summary>
    public Label? Label { get; init; }

    /// <summary>Overrides for the button.</summary>
    public Button? Button { get; init; }

    /// <summary>Further classes.</summary>
    public string? Classes { get; init; }

    /// <summary>Fields that nobody sees, for a search that is sent as a form.</summary>
    public IReadOnlyDictionary<string, string?> Hidden { get; init; } = new Dictionary<string, string?>();
}

/// <summary>The input of a header's search.</summary>
public sealed record HeaderSearchInput
{
    /// <summary>The placeholder.</summary>
    public string? Placeholder { get; init; }
}

/// <summary>One entry of the reader's account menu.</summary>
public sealed record HeaderAccountItem : WordsPart
{
    /// <summary>The link's address.</summary>
    public string? Href { get; init; }

    /// <summary>The form address, if it is a button.</summary>
    public string? Action { get; init; }

    /// <summary>The form method.</summary>
    public string Method { get; init; } = "post";

    /// <summary>Whether it has an icon.</summary>
    public bool? Icon { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("li", new Bare { Classes = Classes }, "nhsuk-header__account-item");
        if (Href is not null)
        {
            html.Element("a", new Written(WriteEntry), ("class", "nhsuk-header__account-link"), ("href", Href));
        }
        else if (Action is not null)
        {
            html.Open("form", ("class", "nhsuk-header__account-form"), ("action", Action), ("method", Method), ("novalidate", ""));
            html.Element("button", new Written(WriteEntry), ("class", "nhsuk-header__account-button"));
            html.Close("form");
        }
        else
        {
            WriteEntry(html);
        }
        html.Close("li");
    }

    private void WriteEntry(Markup html)
    {
        if (Icon == true) html.Write(new Icon { Name = "user" });
        WriteWords(html);
    }
}

/// <summary>The reader's account menu.</summary>
public sealed record HeaderAccount : Part
{
    /// <summary>The entries; null items are skipped.</summary>
    public IReadOnlyList<HeaderAccountItem?> Items { get; init; } = [];

    /// <summary>Its name for screen readers.</summary>
    public Text AriaLabel { get; init; } = "Account";

    private protected override void Write(Markup html)
    {
        html.Open("nav", this, "nhsuk-header__account", ("aria-label", AriaLabel.Value));
        html.Open("ul", ("class", "nhsuk-header__account-list"));
        foreach (var item in Items) html.Write(item);
        html.Close("ul");
        html.Close("nav");
    }
}

/// <summary>Header colours.</summary>
public enum HeaderColour
{
    /// <summary>White instead of blue.</summary>
    White,
}

/// <summary>A menu item.</summary>
public sealed record HeaderNavigationItem : WordsPart
{
    /// <summary>Its address.</summary>
    public string? Href { get; init; }

    /// <summary>Whether it is the current page.</summary>
    public bool? Current { get; init; }

    /// <summary>Whether the current page is in this section.</summary>
    public bool? Active { get; init; }

    private protected override void Write(Markup html)
    {
        var isMarked = Current == true || Active == true;
        html.Open("li", this, ClassNames.Join("nhsuk-header__navigation-item", isMarked ? "nhsuk-header__navigation-item--current" : null));
        var element = Href is null ? "span" : "a";
        html.Open(element, ("class", Href is null ? "nhsuk-header__navigation-text" : "nhsuk-header__navigation-link"), ("href", Href),
            ("aria-current", Current == true ? "page" : Active == true ? "true" : null));
        // Marks the current page even when readers override colours.
        if (isMarked) html.Element("strong", new Written(WriteWords), ("class", "nhsuk-header__navigation-item-current-fallback"));
        else WriteWords(html);
        html.Close(element);
        html.Close("li");
    }
}

/// <summary>The menu.</summary>
public sealed record HeaderNavigation : Part
{
    /// <summary>The items; null items are skipped.</summary>
    public IReadOnlyList<HeaderNavigationItem?> Items { get; init; } = [];

    /// <summary>Its name for screen readers.</summary>
    public Text AriaLabel { get; init; } = "Menu";

    /// <summary>Its colour.</summary>
    public HeaderColour? Colour { get; init; }

    /// <summary>Whether the items fill the line.</summary>
    public bool? Justified { get; init; }

    /// <summary>The text of the button that shows items that do not fit.</summary>
    public Text ToggleMenuText { get; init; } = "More";

    /// <summary>The button text's prefix for screen readers.</summary>
    public Text ToggleMenuVisuallyHiddenText { get; init; } = "Browse";

    internal string? ContainerClasses { get; init; }

    private protected override void Write(Markup html)
    {
        var names = ClassNames.Join(
            "nhsuk-header__navigation", ClassNames.Variant("nhsuk-header__navigation--", Colour, Classes),
            ClassNames.If(Justified == true, "nhsuk-header__navigation--justified", Classes));
        html.Open("nav", this, names, ("aria-label", AriaLabel.Value));
        html.Open("div", ("class", ClassNames.Join("nhsuk-header__navigation-container nhsuk-width-container", ContainerClasses)));
        html.Open("ul", ("class", "nhsuk-header__navigation-list"));
        foreach (var item in Items) html.Write(item);
        html.Open("li", ("class", "nhsuk-header__menu"), ("hidden", ""));
        html.Open("button", ("class", "nhsuk-header__menu-toggle nhsuk-header__navigation-link"), ("id", "toggle-menu"), ("aria-expanded", "false"));
        html.Hidden(ToggleMenuVisuallyHiddenText, after: " ");
        html.Write(ToggleMenuText);
        html.Close("button");
        html.Close("li");
        html.Close("ul");
        html.Close("div");
        html.Close("nav");
    }
}

/// <summary>The page header.</summary>
public sealed record Header : Part
{
    private const string Logotype =
        "<path fill=\"currentcolor\" d=\"M200 0v80H0V0h200Zm-27.5 5.5c-14.5 0-29 5-29 22 0 10.2 7.7 13.5 14.7 16.3l.7.3" +
        "c5.4 2 10.1 3.9 10.1 8.4 0 6.5-8.5 7.5-14 7.5s-12.5-1.5-16-3.5L135 70" +
        "c5.5 2 13.5 3.5 20 3.5 15.5 0 32-4.5 32-22.5 0-19.5-25.5-16.5-25.5-25.5 0-5.5 5.5-6.5 12.5-6.5a35 35 0 0 1 14.5 3l4-13.5" +
        "c-4.5-2-12-3-20-3Zm-131 2h-22l-14 65H22l9-45h.5l13.5 45h21.5l14-65H64l-9 45h-.5l-13-45Zm63 0h-18l-13 65h17l6-28H117l-5.5 28H129" +
        "l13.5-65H125L119.5 32h-20l5-24.5Z\"/>";

    /// <summary>The logo.</summary>
    public HeaderLogo Logo { get; init; } = new();

    /// <summary>The name of the service.</summary>
    public HeaderService? Service { get; init; }

    /// <summary>The name of the organisation.</summary>
    public HeaderOrganisation? Organisation { get; init; }

    /// <summary>The search.</summary>
    public HeaderSearch? Search { get; init; }

    /// <summary>The reader's account menu.</summary>
    public HeaderAccount? Account { get; init; }

    /// <summary>The menu.</summary>
    public HeaderNavigation? Navigation { get; init; }

    /// <summary>The colour.</summary>
    public HeaderColour? Colour { get; init; }

    /// <summary>Whether the menu is on the same line.</summary>
    public bool? Inline { get; init; }

    /// <summary>Further classes of the container.</summary>
    public string? ContainerClasses { get; init; }

    // One link instead of two to the same address.
    private bool LogoAndServiceAreOneLink =>
        Service?.Href is not null && ((Service.Text is { IsEmpty: false } && Logo.Href is null) || Service.Href == Logo.Href);

    private protected override void Write(Markup html)
    {
        var names = ClassNames.Join(
            "nhsuk-header",
            ClassNames.Variant("nhsuk-header--", Colour, Classes),
            ClassNames.If(Inline == true, "nhsuk-header--inline", Classes),
            Organisation is null ? null : "nhsuk-header--organisation");
        html.Open("header", this, names, ("data-module", "nhsuk-header"), ("role", "banner"));
        html.Open("div", ("class", ClassNames.Join("nhsuk-header__container nhsuk-width-container", ContainerClasses)));
        WriteService(html);
        if (Search is not null) WriteSearch(html, Search);
        html.Write(Account);
        html.Close("div");
        if (Navigation?.Items.Count > 0) html.Write(Navigation with { ContainerClasses = ContainerClasses });
        html.Close("header");
    }

    private void WriteService(Markup html)
    {
        var isOneLink = LogoAndServiceAreOneLink;
        var href = isOneLink ? Service!.Href : Logo.Href;
        html.Open("div", ("class", "nhsuk-header__service"));
        if (href is not null)
        {
            var label = Logo.AriaLabel?.Value
                ?? ClassNames.Join(Logo.Alt.Value, Organisation?.Name.Value, Organisation?.Split?.Value, isOneLink ? Service?.Text?.Value : null, "homepage");
            html.Open("a", ("class", "nhsuk-header__service-logo"), ("href", href), ("aria-label", label));
        }
        WriteLogo(html);
        if (isOneLink) WriteServiceName(html, null);
        if (href is not null) html.Close("a");
        if (!isOneLink) WriteServiceName(html, Service?.Href);
        html.Close("div");
    }

    private void WriteServiceName(Markup html, string? href)
    {
        if (Service?.Text is not { IsEmpty: false }) return;
        html.Element(href is null ? "span" : "a", Service.Text, ("class", "nhsuk-header__service-name"), ("href", href));
    }

    private void WriteLogo(Markup html)
    {
        if (Logo.Src is not null)
        {
            html.Open("img", ("class", "nhsuk-header__organisation-logo"), ("src", Logo.Src), ("width", "280"), ("alt", Logo.Alt.Value));
        }
        else
        {
            html.Open("svg", ("class", "nhsuk-header__logo"), ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 200 80"), ("height", "40"),
                ("width", "100"),
                ("focusable", "false"), ("role", "img"), ("aria-label", Logo.Alt.Value));
            html.Element("title", (Text)Logo.Alt.Value);
            html.Raw(Logotype);
            html.Close("svg");
        }
        if (Organisation is null) return;
        html.Open("span", ("class", "nhsuk-header__organisation-name"));
        html.Write(Organisation.Name);
        if (Organisation.Split is not null)
        {
            html.Raw(" ");
            html.Element("span", Organisation.Split, ("class", "nhsuk-header__organisation-name-split"));
        }
        html.Close("span");
        if (Organisation.Descriptor is not null) html.Element("span", Organisation.Descriptor, ("class", "nhsuk-header__organisation-name-descriptor"));
    }

    private static void WriteSearch(Markup html, HeaderSearch search)
    {
        html.Open("search", ("class", ClassNames.Join("nhsuk-header__search", search.Classes)));
        html.Open("form", ("class", "nhsuk-header__search-form"), ("id", "search"), ("action", search.Action), ("method", search.Method), ("novalidate", ""));
        foreach (var (name, value) in search.Hidden) html.Open("input", ("type", "hidden"), ("name", name), ("value", value));
        html.Write(new Input
        {
            Id = "search-field",
            Name = search.Name,
            Label = new Label { Text = search.Label?.VisuallyHiddenText ?? "Search the NHS website", Classes = "nhsuk-u-visually-hidden" },
            Type = "search",
            Autocomplete = "off",
            Placeholder = search.Input?.Placeholder ?? "Search",
            FormGroup = new FormGroup { AfterInput =
            new Affix { Html = new Button { AriaLabel = search.Button?.AriaLabel ?? "Search", Icon = "search", Small = true } } },
        });
        html.Close("form");
        html.Close("search");
    }
}
