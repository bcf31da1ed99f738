namespace WorkWell.Ui.Contracts;

/// <summary>A search field with its button.</summary>
public sealed record SearchInput : LineField
{
    private static readonly Button Usual = new();

    /// <summary>The placeholder.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The input type.</summary>
    public string Type { get; init; } = "search";

    /// <summary>Whether the browser checks spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>The keyboard that phones show.</summary>
    public string? Inputmode { get; init; }

    /// <summary>The autocomplete setting.</summary>
    public string Autocomplete { get; init; } = "off";

    /// <summary>How phones capitalise.</summary>
    public string? Autocapitalize { get; init; }

    /// <summary>The button; null for none.</summary>
    public Button? Button { get; init; } = Usual;

    private protected override void Write(Markup html) => html.Write(new Input
    {
        Id = FieldId,
        Name = Name,
        Label = Label,
        Hint = Hint,
        ErrorMessage = ErrorMessage,
        DescribedBy = DescribedBy,
        Disabled = Disabled,
        Value = Value,
        Placeholder = Placeholder,
        Type = Type,
        Prefix = Prefix,
        Suffix = Suffix,
        Code = Code,
        Width = Width,
        Large = Large,
        Spellcheck = Spellcheck,
        Inputmode = Inputmode,
        Autocomplete = Autocomplete,
        Autocapitalize = Autocapitalize,
        Classes = ClassNames.Join("nhsuk-search-input__input", Classes),
        Attributes = Attributes,
        InputWrapper = new InputWrapper { Classes = ClassNames.Join("nhsuk-search-input__wrapper", InputWrapper?.Classes),
        Attributes = InputWrapper?.Attributes ?? new Dictionary<string, string?>() },
        FormGroup = new FormGroup
        {
            Classes = ClassNames.Join("nhsuk-search-input", ClassNames.If(Large == true, "nhsuk-search-input--large", Classes), FormGroup?.Classes),
            Attributes = FormGroup?.Attributes ?? new Dictionary<string, string?>(),
            BeforeInput = FormGroup?.BeforeInput,
            AfterInput = new Affix { Html = new Written(WriteButton) },
        },
    });

    private void WriteButton(Markup html)
    {
        if (Button is not null)
        {
            html.Write(Button with
            {
                AriaLabel = Button.AriaLabel ?? "Search",
                Icon = Button.Icon ?? "search",
                Small = Button.Small ?? Large != true,
                Disabled = Button.Disabled ?? Disabled,
                Classes = ClassNames.Join("nhsuk-search-input__button", Button.Classes),
            });
        }
        html.Write(FormGroup?.AfterInput);
    }
}
