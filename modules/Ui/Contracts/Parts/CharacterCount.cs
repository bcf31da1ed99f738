namespace WorkWell.Ui.Contracts;

/// <summary>What is counted.</summary>
public enum CountType
{
    /// <summary>Characters.</summary>
    Characters,

    /// <summary>Words.</summary>
    Words,

    /// <summary>Characters, as JavaScript counts them.</summary>
    Length,
}

/// <summary>Classes of the message that counts.</summary>
/// <param name="Classes">Further classes.</param>
public sealed record CountMessage(string? Classes = null);

/// <summary>Several lines to type in, with a limit that is counted down while typing.</summary>
public sealed record CharacterCount : Field
{
    /// <summary>What stands in it.</summary>
    public string? Value { get; init; }

    /// <summary>Its height in lines.</summary>
    public int? Rows { get; init; }

    /// <summary>Whether the browser checks spelling.</summary>
    public bool? Spellcheck { get; init; }

    /// <summary>What the browser may fill in.</summary>
    public string? Autocomplete { get; init; }

    /// <summary>The largest number of characters.</summary>
    public int? Maxlength { get; init; }

    /// <summary>The largest number of words.</summary>
    public int? Maxwords { get; init; }

    /// <summary>The share of the limit, in percent, from which the message shows.</summary>
    public int? Threshold { get; init; }

    /// <summary>What is counted; null: words if there is a limit of words.</summary>
    public CountType? CountType { get; init; }

    /// <summary>The message that counts.</summary>
    public CountMessage? CountMessage { get; init; }

    /// <summary>Says the limit, with <c>%{count}</c> in its place.</summary>
    public string? TextareaDescriptionText { get; init; }

    /// <summary>Says how many characters are left, by plural form, with <c>%{count}</c> in its place.</summary>
    public IReadOnlyDictionary<string, string>? CharactersUnderLimitText { get; init; }

    /// <summary>Says that no characters are left.</summary>
    public string? CharactersAtLimitText { get; init; }

    /// <summary>Says how many characters are too many, by plural form.</summary>
    public IReadOnlyDictionary<string, string>? CharactersOverLimitText { get; init; }

    /// <summary>Says how many words are left, by plural form.</summary>
    public IReadOnlyDictionary<string, string>? WordsUnderLimitText { get; init; }

    /// <summary>Says that no words are left.</summary>
    public string? WordsAtLimitText { get; init; }

    /// <summary>Says how many words are too many, by plural form.</summary>
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
            // Without a limit the script fills the description in, once it has learnt the limit.
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
