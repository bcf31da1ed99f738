using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WorkWell.Ui.Contracts;

/// <summary>A single line to type in: <c>&lt;nhs-input for="FullName" label="@T["..."]" autocomplete="name" /&gt;</c>.</summary>
[HtmlTargetElement("nhs-input")]
public sealed class InputTag : LabelledTag
{
    /// <summary>The kind of input, such as "email" or "tel".</summary>
    public string Type { get; set; } = "text";

    /// <summary>Its width in characters: 2, 3, 4, 5, 10, 20 or 30.</summary>
    public int? Width { get; set; }

    /// <summary>What the browser may fill in, such as "name", "postal-code" or "tel".</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Which keyboard a phone shows, such as "numeric".</summary>
    public string? Inputmode { get; set; }

    /// <summary>Whether the browser checks spelling; off for names and codes.</summary>
    public bool? Spellcheck { get; set; }

    /// <summary>Whether it holds a code.</summary>
    public bool Code { get; set; }

    /// <summary>What stands in front of it.</summary>
    public Text? Prefix { get; set; }

    /// <summary>What stands behind it.</summary>
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
        Prefix = Prefix,
        Suffix = Suffix,
    };
}

/// <summary>Several lines to type in; with a limit, counted down while typing.</summary>
[HtmlTargetElement("nhs-textarea")]
public sealed class TextAreaTag : LabelledTag
{
    /// <summary>Its height in lines.</summary>
    public int? Rows { get; set; }

    /// <summary>The largest number of characters.</summary>
    public int? Limit { get; set; }

    private protected override Field MakeLabelled()
    {
        if (Limit is null) return new TextArea { Name = Name, Label = LabelOf(Label), Value = Value, Rows = Rows };
        return new CharacterCount
        {
            Name = Name,
            Label = LabelOf(Label),
            Value = Value,
            Rows = Rows,
            Maxlength = Limit,
            TextareaDescriptionText = T["common.character-limit", ("limit", Limit.Value)].Value,
            CharactersUnderLimitText = CountedWords.Of(T, "common.characters-left"),
            CharactersAtLimitText = T["common.no-characters-left"].Value,
            CharactersOverLimitText = CountedWords.Of(T, "common.characters-too-many"),
        };
    }
}

/// <summary>A list to choose one thing from.</summary>
[HtmlTargetElement("nhs-select")]
public sealed class SelectTag : LabelledTag
{
    /// <summary>What can be chosen.</summary>
    public required IEnumerable<SelectItem> Items { get; set; }

    private protected override Field MakeLabelled() =>
        new Select { Name = Name, Label = LabelOf(Label), Value = Value, Items = [.. Items] };
}

/// <summary>A file to send. The form around it needs <c>files="true"</c>.</summary>
[HtmlTargetElement("nhs-upload")]
public sealed class UploadTag : LabelledTag
{
    private protected override Field MakeLabelled() => new FileUpload
    {
        Name = Name,
        Label = LabelOf(Label),
        // The browser's own button says what it does in the reader's own language; the script's has a name that does not contain its words.
        FormGroup = new FormGroup { Attributes = new Dictionary<string, string?> { ["data-module"] = null } },
    };
}

/// <summary>A password.</summary>
[HtmlTargetElement("nhs-password")]
public sealed class PasswordTag : LabelledTag
{
    /// <summary>What the browser may fill in: "current-password" or "new-password".</summary>
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

/// <summary>A line to search with, and its button.</summary>
[HtmlTargetElement("nhs-search")]
public sealed class SearchTag : LabelledTag
{
    private protected override Field MakeLabelled() => new SearchInput
    {
        Name = Name,
        Label = LabelOf(Label),
        Value = Value,
        Button = new Button { AriaLabel = T["common.search"] },
    };
}

/// <summary>A date in three boxes, for a <see cref="DateAnswer"/>.</summary>
[HtmlTargetElement("nhs-date")]
public sealed class DateTag : GroupTag
{
    /// <summary>Whether it is the reader's own birthday, which the browser may fill in.</summary>
    public bool Birthday { get; set; }

    private protected override string Anchor => FieldId + "-day";

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
            Month = Box("Month", 2, error),
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

/// <summary>One choice of radios or checkboxes. What it holds opens below it when it is chosen.</summary>
[HtmlTargetElement("nhs-choice")]
public sealed class ChoiceTag : ItemTag<Choice>
{
    /// <summary>What is sent.</summary>
    public required string Value { get; set; }

    /// <summary>The words.</summary>
    public required Text Label { get; set; }

    /// <summary>A line of help.</summary>
    public Text? Hint { get; set; }

    /// <summary>Whether choosing it unchooses the others: "None of these".</summary>
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

/// <summary>A word between choices, such as "or".</summary>
[HtmlTargetElement("nhs-choice-divider")]
public sealed class ChoiceDividerTag : ItemTag<Choice>
{
    /// <summary>The word.</summary>
    public required Text Text { get; set; }

    private protected override Choice Make(IHtmlContent? content) => new() { Divider = Text };
}

/// <summary>A tag that becomes choices: those in <c>items</c>, then those written inside it.</summary>
public abstract class ChoicesTag : GroupTag
{
    private List<Choice> inside = [];

    /// <summary>The choices, where they come from the page's model.</summary>
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>Whether they stand in one line; for two short ones.</summary>
    public bool Inline { get; set; }

    /// <summary>Whether they are smaller than usual, for lists that filter.</summary>
    public bool Small { get; set; }

    private protected IReadOnlyList<Choice> All => [.. Items ?? [], .. inside];

    private protected override void Begin(TagHelperContext context) => inside = ItemTag<Choice>.Gather(context);
}

/// <summary>Choices of which one can be made.</summary>
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

/// <summary>Choices of which several can be made, for a property that is a list of texts.</summary>
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

/// <summary>Words in which the script puts a number while someone types. They are made so that every number fits, so all plural forms are the same.</summary>
internal static class CountedWords
{
    private static readonly string[] Forms = ["zero", "one", "two", "few", "many", "other"];

    public static Dictionary<string, string> Of(ITexts texts, string key)
    {
        var words = texts[key].Value.Replace("%count%", "%{count}", StringComparison.Ordinal);
        return Forms.ToDictionary(form => form, _ => words);
    }
}
