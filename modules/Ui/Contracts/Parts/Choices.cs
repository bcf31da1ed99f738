using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>The effect of a checkbox on the others.</summary>
public enum ChoiceBehaviour
{
    /// <summary>Selecting it clears the others: "None of these".</summary>
    Exclusive,

    /// <summary>Selecting it selects the others: "All of these".</summary>
    Inclusive,
}

/// <summary>Content shown below a selected choice.</summary>
/// <param name="Html">The content.</param>
public sealed record Conditional(IHtmlContent? Html = null);

/// <summary>One of several choices.</summary>
public sealed record Choice : WordsPart
{
    /// <summary>The form value.</summary>
    public string? Value { get; init; }

    /// <summary>The label, if it needs more than text.</summary>
    public Label? Label { get; init; }

    /// <summary>The hint.</summary>
    public Hint? Hint { get; init; }

    /// <summary>A divider between choices, such as "or", instead of a choice.</summary>
    public Text? Divider { get; init; }

    /// <summary>Whether it is selected; null to compare its value with the selected values.</summary>
    public bool? Checked { get; init; }

    /// <summary>Whether it is disabled; null for the group's setting.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Content shown below it when selected.</summary>
    public Conditional? Conditional { get; init; }

    /// <summary>Overrides the group's name, for checkboxes.</summary>
    public string? Name { get; init; }

    /// <summary>The effect on the others, for checkboxes.</summary>
    public ChoiceBehaviour? Behaviour { get; init; }

    /// <summary>The group of others affected; null for all.</summary>
    public string? BehaviourGroup { get; init; }

    /// <summary>The older name of an exclusive <see cref="Behaviour"/>.</summary>
    public bool Exclusive
    {
        init => Behaviour = value ? ChoiceBehaviour.Exclusive : Behaviour;
    }

    /// <summary>The older name of <see cref="BehaviourGroup"/>.</summary>
    public string? ExclusiveGroup
    {
        init => BehaviourGroup = value;
    }

    private protected override void Write(Markup html)
    {
    }
}

/// <summary>Radio buttons or checkboxes, with legend, hint and error message linked by id.</summary>
public abstract record Choices : Part
{
    /// <summary>The name of the form value; checkboxes may have their own names instead.</summary>
    public string Name { get; init; } = "";

    /// <summary>The choices; null items are skipped.</summary>
    public required IReadOnlyList<Choice?> Items { get; init; }

    /// <summary>The group's legend. Only a single, self-explanatory choice needs none.</summary>
    public Fieldset? Fieldset { get; init; }

    /// <summary>The hint.</summary>
    public Hint? Hint { get; init; }

    /// <summary>The error message.</summary>
    public ErrorMessage? ErrorMessage { get; init; }

    /// <summary>The prefix of the choices' ids; null for the name.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Whether they are smaller, for filter lists.</summary>
    public bool? Small { get; init; }

    /// <summary>Whether they are on one line.</summary>
    public bool? Inline { get; init; }

    /// <summary>Whether all are disabled.</summary>
    public bool? Disabled { get; init; }

    /// <summary>The form group.</summary>
    public FormGroup? FormGroup { get; init; }

    private protected abstract string Kind { get; }

    private protected abstract string InputType { get; }

    private protected virtual string? OwnDescribedBy => null;

    private protected abstract bool IsChosen(string? value);

    private protected override void Write(Markup html)
    {
        html.Open("div", new Bare { Classes = FormGroup?.Classes, Attributes = FormGroup?.Attributes ?? new Dictionary<string, string?>() },
            ClassNames.Join("nhsuk-form-group", ErrorMessage is null ? null : "nhsuk-form-group--error"));
        Grouping.Write(html, Fieldset, Fieldset?.DescribedBy ?? OwnDescribedBy, IdPrefix ?? Name, Hint, ErrorMessage, WriteChoices);
        html.Close("div");
    }

    private void WriteChoices(Markup html, string? describedBy)
    {
        var kind = "nhsuk-" + Kind;
        html.Open("div", this, ClassNames.Join(
            kind, ClassNames.If(Small == true, kind + "--small", Classes), ClassNames.If(Inline == true, kind + "--inline", Classes)), ("data-module", kind));
        html.Write(FormGroup?.BeforeInput);
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i] is not { } item) continue;
            // The first id has no number, because error summaries link to it.
            WriteChoice(html, kind, item, item.Id ?? (IdPrefix ?? Name) + (i == 0 ? "" : "-" + Markup.Number(i + 1)), describedBy);
        }
        html.Write(FormGroup?.AfterInput);
        html.Close("div");
    }

    private void WriteChoice(Markup html, string kind, Choice item, string id, string? describedBy)
    {
        var withoutScript = item.Behaviour is ChoiceBehaviour.Inclusive ? "nhsuk-u-frontend-not-supported-hidden" : null;
        if (item.Divider is not null)
        {
            html.Element("div", item.Divider, ("class", ClassNames.Join(kind + "__divider", withoutScript)));
            return;
        }
        var isChosen = item.Checked ?? IsChosen(item.Value);
        var hint = item.Hint is { HasWords: true } given
            ? given with { Id = given.Id ?? id + "-item-hint", Classes = ClassNames.Join(kind + "__hint", given.Classes) } : null;
        var conditional = item.Conditional?.Html is null ? null : "conditional-" + id;
        var describes = ClassNames.Join(Fieldset is null && Kind == "checkboxes" ? describedBy : null, hint?.Id);
        var isDisabled = item.Disabled ?? Disabled == true;
        html.Open("div", ("class", ClassNames.Join(kind + "__item", withoutScript)));
        html.Open("input", item with { Id = id }, kind + "__input",
            ("name", item.Name ?? Name), ("type", InputType), ("value", item.Value ?? ""), ("checked", isChosen ? "" : null),
            ("disabled", isDisabled ? "" : null),
            ("data-behaviour", item.Behaviour is { } behaviour ? ClassNames.Of(behaviour) : null), ("data-behaviour-group", item.BehaviourGroup),
            ("data-aria-controls", conditional), ("aria-describedby", describes.Length == 0 ? null : describes));
        var label = item.Label ?? new Label();
        html.Write(label with { Html = label.Html ?? item.Html, Text = label.Text ?? item.Text, For = id,
            Classes = ClassNames.Join(kind + "__label", label.Classes) });
        html.Write(hint);
        html.Close("div");
        if (conditional is not null)
            html.Element("div", item.Conditional!.Html, ("class", ClassNames.Join(kind + "__conditional", isChosen ? null : kind + "__conditional--hidden")),
            ("id", conditional));
    }
}

/// <summary>Radio buttons: one choice.</summary>
public sealed record Radios : Choices
{
    /// <summary>The selected value.</summary>
    public string? Value { get; init; }

    private protected override string Kind => "radios";

    private protected override string InputType => "radio";

    private protected override bool IsChosen(string? value) => !string.IsNullOrEmpty(Value) && value == Value;
}

/// <summary>Checkboxes: several choices.</summary>
public sealed record Checkboxes : Choices
{
    /// <summary>The selected values.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Ids of further descriptions of the group.</summary>
    public string? DescribedBy { get; init; }

    private protected override string Kind => "checkboxes";

    private protected override string InputType => "checkbox";

    private protected override string? OwnDescribedBy => DescribedBy;

    private protected override bool IsChosen(string? value) => value is not null && Values.Contains(value);
}

/// <summary>Writes a group's hint, error message and fields, in a fieldset if there is one.</summary>
internal static class Grouping
{
    public static void Write(
        Markup html, Fieldset? fieldset, string? describedBy, string? field, Hint? hint, ErrorMessage? error, Action<Markup, string?> writeFields)
    {
        if (fieldset is null)
        {
            var described = Described.By(html, field, describedBy, hint, error);
            writeFields(html, described);
            return;
        }
        // The fieldset's description comes before the hint and error message.
        using var inside = new StringWriter();
        var content = html.To(inside);
        var ids = Described.By(content, field, describedBy, hint, error);
        writeFields(content, ids);
        html.Write(fieldset with { DescribedBy = ids, Html = new HtmlString(inside.ToString()) });
    }
}
