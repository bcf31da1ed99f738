namespace WorkWell.Ui.Contracts;

/// <summary>An option of a list.</summary>
public sealed record SelectItem
{
    /// <summary>The form value; null for the text.</summary>
    public string? Value { get; init; }

    /// <summary>The text.</summary>
    public Text Text { get; init; } = Text.Empty;

    /// <summary>Whether it is selected; null to compare its value with the list's.</summary>
    public bool? Selected { get; init; }

    /// <summary>Whether it is disabled.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Whether it is a divider instead of an item.</summary>
    public bool Divider { get; init; }

    /// <summary>Further attributes.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();
}

/// <summary>A drop-down list. Prefer radio buttons for fewer than ten options.</summary>
public sealed record Select : Field
{
    /// <summary>The options; null items are skipped.</summary>
    public IReadOnlyList<SelectItem?> Items { get; init; } = [];

    /// <summary>The selected value.</summary>
    public string? Value { get; init; }

    /// <summary>The wrapper element.</summary>
    public InputWrapper? InputWrapper { get; init; }

    private protected override void Write(Markup html) => WriteGroup(html, WriteField);

    private void WriteField(Markup html, string? describedBy)
    {
        var before = FormGroup?.BeforeInput is { HasWords: true } first ? first : null;
        var after = FormGroup?.AfterInput is { HasWords: true } last ? last : null;
        var isWrapped = before is not null || after is not null || InputWrapper is not null;
        if (isWrapped) html.Open(
            "div", new Bare { Classes = InputWrapper?.Classes, Attributes = InputWrapper?.Attributes ?? new Dictionary<string, string?>() },
            "nhsuk-input-wrapper");
        html.Write(before);
        html.Open("select", this with { Id = FieldId }, ClassNames.Join("nhsuk-select", ErrorMessage is null ? null : "nhsuk-select--error"),
            ("name", Name), ("disabled", Disabled == true ? "" : null), ("aria-describedby", describedBy));
        foreach (var item in Items)
        {
            if (item is null) continue;
            if (item.Divider) html.Open("hr");
            else WriteItem(html, item);
        }
        html.Close("select");
        html.Write(after);
        if (isWrapped) html.Close("div");
    }

    private void WriteItem(Markup html, SelectItem item)
    {
        var isSelected = item.Selected ?? (!string.IsNullOrEmpty(Value) && (item.Value ?? item.Text.Value) == Value);
        // An option holds plain text only, so the language is marked on the option itself.
        html.Open("option", new Bare { Attributes = item.Attributes }, "",
            ("value", item.Value), ("selected", isSelected ? "" : null), ("disabled", item.Disabled == true ? "" : null), ("lang", item.Text.Language),
            ("dir", item.Text.Direction));
        html.Write(item.Text.Value);
        html.Close("option");
    }
}
