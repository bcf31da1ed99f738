namespace WorkWell.Ui.Contracts;

/// <summary>A password that the writer can choose to see.</summary>
public sealed record PasswordInput : LineField
{
    /// <summary>The autocomplete setting.</summary>
    public string Autocomplete { get; init; } = "current-password";

    /// <summary>Overrides for the button that shows the password.</summary>
    public Button? Button { get; init; }

    /// <summary>The button's text while the password is hidden.</summary>
    public string? ShowPasswordText { get; init; }

    /// <summary>The button's text while the password is shown.</summary>
    public string? HidePasswordText { get; init; }

    /// <summary>The screen-reader text for the button while the password is hidden.</summary>
    public string? ShowPasswordAriaLabel { get; init; }

    /// <summary>The screen-reader text for the button while the password is shown.</summary>
    public string? HidePasswordAriaLabel { get; init; }

    /// <summary>The announcement when the password is shown.</summary>
    public string? PasswordShownAnnouncementText { get; init; }

    /// <summary>The announcement when the password is hidden.</summary>
    public string? PasswordHiddenAnnouncementText { get; init; }

    private protected override void Write(Markup html)
    {
        var attributes = new Dictionary<string, string?> { ["data-module"] = "nhsuk-password-input" };
        ScriptWords.One(attributes, "show-password", ShowPasswordText ?? Button?.Text?.Value);
        ScriptWords.One(attributes, "hide-password", HidePasswordText);
        ScriptWords.One(attributes, "show-password-aria-label", ShowPasswordAriaLabel ?? Button?.AriaLabel?.Value);
        ScriptWords.One(attributes, "hide-password-aria-label", HidePasswordAriaLabel);
        ScriptWords.One(attributes, "password-shown-announcement", PasswordShownAnnouncementText);
        ScriptWords.One(attributes, "password-hidden-announcement", PasswordHiddenAnnouncementText);
        foreach (var (name, value) in FormGroup?.Attributes ?? new Dictionary<string, string?>()) attributes[name] = value;
        html.Write(new Input
        {
            Id = FieldId,
            Name = Name,
            Label = Label,
            Hint = Hint,
            ErrorMessage = ErrorMessage,
            DescribedBy = DescribedBy,
            Disabled = Disabled,
            Value = Value,
            Type = "password",
            Prefix = Prefix,
            Suffix = Suffix,
            Code = Code,
            Width = Width,
            Large = Large,
            Spellcheck = false,
            Autocomplete = Autocomplete,
            Autocapitalize = "none",
            Classes = ClassNames.Join("nhsuk-password-input__input nhsuk-js-password-input-input", Classes),
            Attributes = Attributes,
            InputWrapper = InputWrapper,
            FormGroup = new FormGroup
            {
                Classes = ClassNames.Join(FormGroup?.Classes, "nhsuk-password-input"),
                Attributes = attributes,
                BeforeInput = FormGroup?.BeforeInput,
                AfterInput = new Affix { Html = new Written(WriteButton) },
            },
        });
    }

    private void WriteButton(Markup html)
    {
        var given = Button ?? new Button();
        html.Write(given with
        {
            Text = ShowPasswordText ?? given.Text ?? "Show",
            Html = null,
            AriaLabel = ShowPasswordAriaLabel ?? given.AriaLabel ?? "Show password",
            Type = given.Type ?? "button",
            Small = given.Small ?? Large != true,
            Disabled = given.Disabled ?? Disabled,
            Classes = ClassNames.Join("nhsuk-password-input__toggle nhsuk-js-password-input-toggle", given.Classes),
            Attributes = new Dictionary<string, string?> { ["aria-controls"] = FieldId, ["hidden"] = "" },
            Variant = given.Variant ?? ButtonVariant.Secondary,
        });
        html.Write(FormGroup?.AfterInput);
    }
}
