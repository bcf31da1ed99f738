namespace WorkWell.Ui.Contracts;

/// <summary>A multi-line text field.</summary>
public sealed record TextArea : Field
{
    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>Its height in lines.</summary>
    public int? Rows { get; init; }

    /// <summary>Whether the browser checks spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>The autocomplete setting.</summary>
    public string? Autocomplete { get; init; }

    private protected override void Write(Markup html) => WriteGroup(html, WriteField);

    private void WriteField(Markup html, string? describedBy)
    {
        html.Write(FormGroup?.BeforeInput);
        html.Open("textarea", this with { Id = FieldId }, ClassNames.Join("nhsuk-textarea", ErrorMessage is null ? null : "nhsuk-textarea--error"),
            ("name", Name), ("rows", Markup.Number(Rows ?? 5)), ("spellcheck", Markup.Flag(Spellcheck)), ("disabled", Disabled == true ? "" : null),
            ("aria-describedby", describedBy), ("autocomplete", Autocomplete));
        // HTML drops the first line break inside a textarea, so one is added to keep the reader's.
        if (Value?.StartsWith('\n') == true || Value?.StartsWith('\r') == true) html.Raw("\n");
        html.Write(Value);
        html.Close("textarea");
        html.Write(FormGroup?.AfterInput);
    }
}
