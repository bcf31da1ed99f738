namespace WorkWell.Ui.Contracts;

/// <summary>Classes and attributes of the element around an input and its affixes.</summary>
public sealed record InputWrapper
{
    /// <summary>Further classes.</summary>
    public string? Classes { get; init; }

    /// <summary>Further attributes.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();
}

/// <summary>A single-line field.</summary>
public abstract record LineField : Field
{
    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>The width in characters: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; init; }

    /// <summary>Whether it is larger than usual.</summary>
    public bool? Large { get; init; }

    /// <summary>Whether it is monospaced, for codes.</summary>
    public bool? Code { get; init; }

    /// <summary>The prefix, such as a currency sign.</summary>
    public Affix? Prefix { get; init; }

    /// <summary>The suffix, such as a unit.</summary>
    public Affix? Suffix { get; init; }

    /// <summary>The wrapper element.</summary>
    public InputWrapper? InputWrapper { get; init; }
}

/// <summary>A single-line text field.</summary>
public sealed record Input : LineField
{
    /// <summary>The input type, such as "text", "email" or "tel".</summary>
    public string Type { get; init; } = "text";

    /// <summary>Whether the browser checks spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>The autocomplete setting, such as "name", "postal-code" or "bday".</summary>
    public string? Autocomplete { get; init; }

    /// <summary>How phones capitalise.</summary>
    public string? Autocapitalize { get; init; }

    /// <summary>The validation pattern.</summary>
    public string? Pattern { get; init; }

    /// <summary>The placeholder. Avoid it: a label or hint stays visible.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The keyboard that phones show, such as "numeric".</summary>
    public string? Inputmode { get; init; }

    private static readonly int[] Widths = [2, 3, 4, 5, 10, 20, 30];

    private protected override void Write(Markup html) => WriteGroup(html, WriteField);

    private void WriteField(Markup html, string? describedBy)
    {
        var before = FormGroup?.BeforeInput is { HasWords: true } first ? first : null;
        var after = FormGroup?.AfterInput is { HasWords: true } last ? last : null;
        var prefix = Prefix is { HasWords: true } ? Prefix : null;
        var suffix = Suffix is { HasWords: true } ? Suffix : null;
        if (before is null && after is null && prefix is null && suffix is null && InputWrapper is null)
        {
            WriteInput(html, describedBy);
            return;
        }
        var isLarge = Large == true && !ClassNames.Has(Classes, "nhsuk-input--large");
        var wrapper = new Bare { Classes = InputWrapper?.Classes, Attributes = InputWrapper?.Attributes ?? new Dictionary<string, string?>() };
        html.Open("div", wrapper, ClassNames.Join("nhsuk-input-wrapper", isLarge ? "nhsuk-input-wrapper--large" : null));
        html.Write(before);
        prefix?.WriteAs("prefix", html);
        WriteInput(html, describedBy);
        suffix?.WriteAs("suffix", html);
        html.Write(after);
        html.Close("div");
    }

    private void WriteInput(Markup html, string? describedBy)
    {
        var width = Width is { } characters && Widths.Contains(characters) && !Widths.Any(other => ClassNames.Has(Classes, WidthName(other)))
            ? WidthName(characters) : null;
        var names = ClassNames.Join(
            "nhsuk-input",
            ClassNames.If(Large == true, "nhsuk-input--large", Classes),
            ClassNames.If(Code == true, "nhsuk-input--code", Classes),
            ErrorMessage is null ? null : "nhsuk-input--error",
            width);
        html.Open("input", this with { Id = FieldId }, names,
            ("name", Name), ("type", Type), ("spellcheck", Markup.Flag(Spellcheck)), ("value", Value), ("disabled", Disabled == true ? "" : null),
            ("aria-describedby", describedBy), ("autocomplete", Autocomplete), ("autocapitalize", Autocapitalize), ("pattern", Pattern),
            ("placeholder", Placeholder), ("inputmode", Inputmode));
    }

    private static string WidthName(int characters) => FormattableString.Invariant($"nhsuk-input--width-{characters}");
}
