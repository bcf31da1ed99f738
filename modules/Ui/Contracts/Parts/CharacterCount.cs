namespace WorkWell.Ui.Contracts;

/// <summary>The unit to count.</summary>
public enum CountType
{
    /// <summary>Characters.</summary>
    Characters,

    /// <summary>Words.</summary>
    Words,

    /// <summary>UTF-16 code units, as JavaScript counts.</summary>
    Length,
}

/// <summary>Classes of the count message.</summary>
/// <param name="Classes">Further classes.</param>
public sealed record CountMessage(string? Classes = null);

/// <summary>A multi-line text field with a limit that counts down while typing.</summary>
public sealed record CharacterCount : Field
{
    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>Its height in lines.</summary>
    public int? Rows { get; init; }

    /// <summary>Whether the browser checks spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>The autocomplete setting.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>The maximum number of characters.</summary>
    public int? Maxlength { get; init; }

    /// <summary>The maximum number of words.</summary>
    public int? Maxwords { get; init; }

    /// <summary>The percentage of the limit at which the message appears.</summary>
    public int? Threshold { get; init; }

    /// <summary>The unit to count; null for words if there is a limit on words.</summary>
    public CountType? CountType { get; init; }

    /// <summary>The count message.</summary>
    public CountMessage? CountMessage { get; init; }

    /// <summary>The text that states the limit, with <c>%{count}</c>.</summary>
    public string? TextareaDescriptionText { get; init; }

    /// <summary>The text for characters left, by plural form, with <c>%{count}</c>.</summary>
    public IReadOnlyDictionary<string, string>? CharactersUnderLimitText { get; init; }

    /// <summary>The text for no characters left.</summary>
    public string? CharactersAtLimitText { get; init; }

    /// <summary>The text for too many characters, by plural form.</summary>
    public IReadOnlyDictionary<string, string>? CharactersOverLimitText { get; init; }

    /// <summary>The text for words left, by plural form.</summary>
    public IReadOnlyDictionary<string, string>? WordsUnderLimitText { get; init; }

    /// <summary>The text for no words left.</summary>
    public string? WordsAtLimitText { get; init; }

    /// <summary>The text for too many words, by plural form.</summary>
    public IReadOnlyDictionary<string, string>? WordsOverLimitText { get; init; }

    private protected override void Write(Markup html)
    {
        var limit = Maxwords ?? Maxlength;
        var type = CountType ?? (Maxwords is null ? null : Contracts.CountType.Words);
        var description = TextareaDescriptionText ?? "You can enter up to %{count} " + (type is Contracts.CountType.Words ? "words" : "characters");
        var attributes = new Dictionary<string, string?>
        {
            ["data-module"] = "nhsuk-character-count",
            ["data-maxlength"] = Markup.Number(Maxlength),
            ["data-maxwords"] = Markup.Number(Maxwords),
            ["data-threshold"] = Markup.Number(Threshold),
            ["data-count-type"] = type is { } counted ? ClassNames.Of(counted) : null,
            // Without a limit the script fills in the description once it knows the limit.
            ["data-i18n.textarea-description.other"] = limit is null ? TextareaDescriptionText : null,
        };
        ScriptWords.Plural(attributes, "characters-under-limit", CharactersUnderLimitText);
        ScriptWords.One(attributes, "characters-at-limit", CharactersAtLimitText);
        ScriptWords.Plural(attributes, "characters-over-limit", CharactersOverLimitText);
        ScriptWords.Plural(attributes, "words-under-limit", WordsUnderLimitText);
        ScriptWords.One(attributes, "words-at-limit", WordsAtLimitText);
        ScriptWords.Plural(attributes, "words-over-limit", WordsOverLimitText);
        foreach (var (name, value) in FormGroup?.Attributes ?? new Dictionary<string, string?>()) attributes[name] = value;
        html.Write(new TextArea
        {
            Id = FieldId,
            Name = Name,
            Label = Label,
            Hint = Hint,
            ErrorMessage = ErrorMessage,
            DescribedBy = FieldId + "-info",
            Rows = Rows,
            Spellcheck = Spellcheck,
            Value = Value,
            Disabled = Disabled,
            Autocomplete = Autocomplete,
            Classes = ClassNames.Join("nhsuk-js-character-count", Classes),
            Attributes = Attributes,
            FormGroup = new FormGroup
            {
                Classes = ClassNames.Join(FormGroup?.Classes, "nhsuk-character-count"),
                Attributes = attributes,
                BeforeInput = FormGroup?.BeforeInput,
                AfterInput = new Affix { Html = new Written(inner => WriteMessage(inner, limit, description)) },
            },
        });
    }

    private void WriteMessage(Markup html, int? limit, string description)
    {
        var isKnown = limit is not null;
        html.Write(new Hint
        {
            Id = FieldId + "-info",
            Text = isKnown ? description.Replace("%{count}", Markup.Number(limit), StringComparison.Ordinal) : null,
            Classes = ClassNames.Join("nhsuk-character-count__message", CountMessage?.Classes),
            Attributes = new Dictionary<string, string?> { ["hidden"] = isKnown ? null : "" },
        });
        html.Write(FormGroup?.AfterInput);
    }
}
