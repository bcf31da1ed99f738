namespace WorkWell.Ui.Contracts;

/// <summary>One thing to choose in a list.</summary>
public sealed record SelectItem
{
    /// <summary>What is sent; null to send the words.</summary>
    public string? Value { get; init; }

    /// <summary>The words.</summary>
    public Text Text { get; init; } = Text.Empty;

    /// <summary>Whether it is chosen; null: when its value is the list's.</summary>
    public bool? Selected { get; init; }

    /// <summary>Whether it cannot be chosen.</summary>
    public bool? Disabled { get; init; }

    /// <summary>A line between other items instead of an item.</summary>
    public bool Divider { get; init; }

    /// <summary>Further attributes.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();
}

/// <summary>A list to choose one thing from. Prefer radios where there are fewer than ten.</summary>
public sealed record Select : Field
{
    /// <summary>What can be chosen; null items are skipped.</summary>
    public IReadOnlyList<SelectItem?> Items { get; init; } = [];

    /// <summary>The value that is chosen.</summary>
    public string? Value { get; init; }

    /// <summary>The element around it.</summary>
    public InputWrapper? InputWrapper { get; init; }

    private protected override void Write(Markup html) => WriteGroup(html, WriteField);

    private void WriteField(Markup html, string? describedBy)
    {
        var before = FormGroup?.BeforeInput is { HasWords: true } first ? first : null;
        var after = FormGroup?.AfterInput is { HasWords: true } last ? last : null;
        var isWrapped = before is not null || after is not null || InputWrapper is not null;
        if (isWrapped) html.Open("div", new Bare { Classes = InputWrapper?.Classes, Attributes = InputWrapper?.Attributes ?? new Dictionary<string, string?>() }, "nhsuk-input-wrapper");
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
        // An option holds plain text only, so words in another language carry the mark on the option itself.
        html.Open("option", new Bare { Attributes = item.Attributes }, "",
            ("value", item.Value), ("selected", isSelected ? "" : null), ("disabled", item.Disabled == true ? "" : null), ("lang", item.Text.Language), ("dir", item.Text.Direction));
        html.Write(item.Text.Value);
        html.Close("option");
    }
}
