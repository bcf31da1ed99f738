using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WorkWell.Ui.Contracts;

/// <summary>A single-line text field: <c>&lt;nhs-input for="FullName" label="@T["..."]" autocomplete="name" /&gt;</c>.</summary>
[HtmlTargetElement("nhs-input")]
public sealed class InputTag : LabelledTag
{
    /// <summary>The input type, such as "email" or "tel".</summary>
    public string Type { get; set; } = "text";

    /// <summary>The width in characters: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }

    /// <summary>The autocomplete setting, such as "name", "postal-code" or "tel".</summary>
    public string? Autocomplete { get; set; }

    /// <summary>The keyboard that phones show, such as "numeric".</summary>
    public string? Inputmode { get; set; }

    /// <summary>Whether the browser checks spelling; use false for names and codes.</summary>
    public bool? Spellcheck { get; set; }

    /// <summary>Whether it holds a code.</summary>
    public bool Code { get; set; }

    /// <summary>The prefix.</summary>
    public Text? Prefix { get; set; }

    /// <summary>The suffix.</summary>
    public Text? Suffix { get; set; }

    private protected override Field MakeLabelled() => new Input
    {
        Name = Name,
        Label = LabelOf(Label),
        Value = Value,
        Type = Type,
        Width = Width,
        Autocomplete = Autocomplete,
        Inputmode = Inputmode,
        Spellcheck = Spellcheck,
        Code = Code,
        Attributes = Type == "text" && !Code && Inputmode is null ? AsWritten : new Dictionary<string, string?>(),
        Prefix = Prefix,
        Suffix = Suffix,
    };
}

/// <summary>A multi-line text field; with a limit, it counts down while typing.</summary>
[HtmlTargetElement("nhs-textarea")]
public sealed class TextAreaTag : LabelledTag
{
    /// <summary>Its height in lines.</summary>
    public int? Rows { get; set; }

    /// <summary>The maximum number of characters.</summary>
    public int? Limit { get; set; }

    private protected override Field MakeLabelled()
    {
        if (Limit is null) return new TextArea { Name = Name, Label = LabelOf(Label), Value = Value, Rows = Rows, Attributes = AsWritten };
        return new CharacterCount
        {
            Name = Name,
            Label = LabelOf(Label),
            Value = Value,
            Rows = Rows,
            Attributes = AsWritten,
            Maxlength = Limit,
            TextareaDescriptionText = T["common.character-limit", ("limit", Limit.Value)].Value,
            CharactersUnderLimitText = CountedWords.Of(T, "common.characters-left"),
            CharactersAtLimitText = T["common.no-characters-left"].Value,
            CharactersOverLimitText = CountedWords.Of(T, "common.characters-too-many"),
        };
    }
}

/// <summary>A drop-down list.</summary>
[HtmlTargetElement("nhs-select")]
public sealed class SelectTag : LabelledTag
{
    /// <summary>The options.</summary>
    public required IEnumerable<SelectItem> Items { get; set; }

    private protected override Field MakeLabelled() =>
        new Select { Name = Name, Label = LabelOf(Label), Value = Value, Items = [.. Items] };
}

/// <summary>A file upload. The form needs <c>files="true"</c>.</summary>
[HtmlTargetElement("nhs-upload")]
public sealed class UploadTag : LabelledTag
{
    private protected override Field MakeLabelled() => new FileUpload
    {
        Name = Name,
        Label = LabelOf(Label),
        // The browser's own button is labelled in the reader's language; the accessible name of the script's button does not contain its visible text.
        FormGroup = new FormGroup { Attributes = new Dictionary<string, string?> { ["data-module"] = null } },
    };
}

/// <summary>A password.</summary>
[HtmlTargetElement("nhs-password")]
public sealed class PasswordTag : LabelledTag
{
    /// <summary>The autocomplete setting: "current-password" or "new-password".</summary>
    public string Autocomplete { get; set; } = "current-password";

    private protected override Field MakeLabelled() => new PasswordInput
    {
        Name = Name,
        Label = LabelOf(Label),
        Autocomplete = Autocomplete,
        ShowPasswordText = T["common.show"].Value,
        HidePasswordText = T["common.hide"].Value,
        ShowPasswordAriaLabel = T["common.show-password"].Value,
        HidePasswordAriaLabel = T["common.hide-password"].Value,
        PasswordShownAnnouncementText = T["common.password-shown"].Value,
        PasswordHiddenAnnouncementText = T["common.password-hidden"].Value,
    };
}

/// <summary>A search field with its button.</summary>
[HtmlTargetElement("nhs-search")]
public sealed class SearchTag : LabelledTag
{
    private protected override Field MakeLabelled() => new SearchInput
    {
        Name = Name,
        Label = LabelOf(Label),
        Value = Value,
        Attributes = AsWritten,
        Button = new Button { AriaLabel = T["common.search"] },
    };
}

/// <summary>A date in three boxes, for a <see cref="DateAnswer"/>.</summary>
[HtmlTargetElement("nhs-date")]
public sealed class DateTag : GroupTag
{
    /// <summary>Whether it is the reader's date of birth, which the browser may fill in.</summary>
    public bool Birthday { get; set; }

    private protected override string Trigger => FieldId + "-day";

    private protected override Part MakeField(IHtmlContent? content)
    {
        var error = Error;
        return new DateInput
        {
            Id = FieldId,
            Fieldset = FieldsetOf(Legend),
            Hint = Hint,
            ErrorMessage = error?.Message,
            Day = Box("Day", 2, error),
            // Wide enough for "March".
            Month = Box("Month", 4, error),
            Year = Box("Year", 4, error),
        };
    }

    private DateBox Box(string part, int width, (ErrorMessage Message, string? Box)? error)
    {
        var name = $"{Name}.{part}";
        var typed = ViewContext.ModelState.TryGetValue(name, out var entry) ? entry.AttemptedValue : null;
        var known = For.Model as DateAnswer;
        var key = part switch { "Day" => "day", "Month" => "month", _ => "year" };
        return new DateBox
        {
            Id = $"{FieldId}-{key}",
            Name = name,
            Label = T["common." + key],
            Value = typed ?? part switch { "Day" => known?.Day, "Month" => known?.Month, _ => known?.Year },
            Width = width,
            Error = error is null || error.Value.Box is null ? null : error.Value.Box == key,
            Autocomplete = Birthday ? "bday-" + key : null,
        };
    }
}

/// <summary>One radio button or checkbox. Its content is shown below it when selected.</summary>
[HtmlTargetElement("nhs-choice")]
public sealed class ChoiceTag : ItemTag<Choice>
{
    /// <summary>The form value.</summary>
    public required string Value { get; set; }

    /// <summary>The text.</summary>
    public required Text Label { get; set; }

    /// <summary>The hint.</summary>
    public Text? Hint { get; set; }

    /// <summary>Whether selecting it clears the others: "None of these".</summary>
    public bool Exclusive { get; set; }

    private protected override Choice Make(IHtmlContent? content) => new()
    {
        Value = Value,
        Text = Label,
        Hint = Hint,
        Behaviour = Exclusive ? ChoiceBehaviour.Exclusive : null,
        Conditional = content is null ? null : new Conditional(content),
    };
}

/// <summary>A divider between choices, such as "or".</summary>
[HtmlTargetElement("nhs-choice-divider")]
public sealed class ChoiceDividerTag : ItemTag<Choice>
{
    /// <summary>The text.</summary>
    public required Text Text { get; set; }

    private protected override Choice Make(IHtmlContent? content) => new() { Divider = Text };
}

/// <summary>A tag for choices: those in <c>items</c>, then those written inside it.</summary>
public abstract class ChoicesTag : GroupTag
{
    private List<Choice> inside = [];

    /// <summary>The choices, if they come from the page model.</summary>
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>Whether they are on one line, for two short ones.</summary>
    public bool Inline { get; set; }

    /// <summary>Whether they are smaller, for filter lists.</summary>
    public bool Small { get; set; }

    private protected IReadOnlyList<Choice> All => [.. Items ?? [], .. inside];

    private protected override void Begin(TagHelperContext context) => inside = ItemTag<Choice>.Gather(context);
}

/// <summary>Radio buttons: one choice.</summary>
[HtmlTargetElement("nhs-radios")]
public sealed class RadiosTag : ChoicesTag
{
    private protected override Part MakeField(IHtmlContent? content) => new Radios
    {
        IdPrefix = FieldId,
        Name = Name,
        Items = All,
        Fieldset = FieldsetOf(Legend),
        Hint = Hint,
        ErrorMessage = Error?.Message,
        Inline = Inline,
        Small = Small,
        Value = Value,
    };
}

/// <summary>Checkboxes: several choices, for a property that is a list of texts.</summary>
[HtmlTargetElement("nhs-checkboxes")]
public sealed class CheckboxesTag : ChoicesTag
{
    private protected override Part MakeField(IHtmlContent? content) => new Checkboxes
    {
        IdPrefix = FieldId,
        Name = Name,
        Items = All,
        Fieldset = FieldsetOf(Legend),
        Hint = Hint,
        ErrorMessage = Error?.Message,
        Inline = Inline,
        Small = Small,
        Values = Chosen,
    };

    private IReadOnlyList<string> Chosen => ViewContext.ModelState.TryGetValue(Name, out var typed) && typed.RawValue is { } raw
        ? raw switch { string[] several => several, string one => [one], _ => [] }
        : For.Model switch { IEnumerable<string> several => [.. several], bool isChosen => isChosen ? ["true"] : [], _ => [] };
}

/// <summary>Texts in which the script inserts a number while typing. They suit every number, so all plural forms are the same.</summary>
internal static class CountedWords
{
    private static readonly string[] Forms = ["zero", "one", "two", "few", "many", "other"];

    public static Dictionary<string, string> Of(ITexts texts, string key)
    {
        var words = texts[key].Value.Replace("%count%", "%{count}", StringComparison.Ordinal);
        return Forms.ToDictionary(form => form, _ => words);
    }
}
