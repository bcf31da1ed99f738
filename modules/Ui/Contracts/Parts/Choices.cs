using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>How a checkbox treats the others.</summary>
public enum ChoiceBehaviour
{
    /// <summary>Choosing it unchooses the others: "None of these".</summary>
    Exclusive,

    /// <summary>Choosing it chooses the others: "All of these".</summary>
    Inclusive,
}

/// <summary>What opens below a choice when it is made.</summary>
/// <param name="Html">The content.</param>
public sealed record Conditional(IHtmlContent? Html = null);

/// <summary>One of several choices.</summary>
public sealed record Choice : WordsPart
{
    /// <summary>What is sent.</summary>
    public string? Value { get; init; }

    /// <summary>The label, where more than words have to be said about it.</summary>
    public Label? Label { get; init; }

    /// <summary>A line of help.</summary>
    public Hint? Hint { get; init; }

    /// <summary>A word between choices, such as "or", instead of a choice.</summary>
    public Text? Divider { get; init; }

    /// <summary>Whether it is chosen; null: when its value is among those chosen.</summary>
    public bool? Checked { get; init; }

    /// <summary>Whether it cannot be chosen; null: as the others.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What opens below it.</summary>
    public Conditional? Conditional { get; init; }

    /// <summary>Another name than that of the group; checkboxes only.</summary>
    public string? Name { get; init; }

    /// <summary>How it treats the others; checkboxes only.</summary>
    public ChoiceBehaviour? Behaviour { get; init; }

    /// <summary>Which others it treats so; null for all.</summary>
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

/// <summary>Radios or checkboxes, with legend, hint and error message tied together by their ids.</summary>
public abstract record Choices : Part
{
    /// <summary>The name under which what is chosen is sent; checkboxes may have names of their own instead.</summary>
    public string Name { get; init; } = "";

    /// <summary>The choices; null items are skipped.</summary>
    public required IReadOnlyList<Choice?> Items { get; init; }

    /// <summary>The group's legend. Only a single choice whose label says everything does without.</summary>
    public Fieldset? Fieldset { get; init; }

    /// <summary>A line of help.</summary>
    public Hint? Hint { get; init; }

    /// <summary>What is wrong.</summary>
    public ErrorMessage? ErrorMessage { get; init; }

    /// <summary>What the ids of the choices begin with; null for the name.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Whether they are smaller than usual, for lists that filter.</summary>
    public bool? Small { get; init; }

    /// <summary>Whether they stand in one line.</summary>
    public bool? Inline { get; init; }

    /// <summary>Whether none can be chosen.</summary>
    public bool? Disabled { get; init; }

    /// <summary>What surrounds the group.</summary>
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
        html.Open("div", this, ClassNames.Join(kind, ClassNames.If(Small == true, kind + "--small", Classes), ClassNames.If(Inline == true, kind + "--inline", Classes)), ("data-module", kind));
        html.Write(FormGroup?.BeforeInput);
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i] is not { } item) continue;
            // The first id has no number, so that an error summary can lead to it.
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
        var hint = item.Hint is { HasWords: true } given ? given with { Id = given.Id ?? id + "-item-hint", Classes = ClassNames.Join(kind + "__hint", given.Classes) } : null;
        var conditional = item.Conditional?.Html is null ? null : "conditional-" + id;
        var describes = ClassNames.Join(Fieldset is null && Kind == "checkboxes" ? describedBy : null, hint?.Id);
        var isDisabled = item.Disabled ?? Disabled == true;
        html.Open("div", ("class", ClassNames.Join(kind + "__item", withoutScript)));
        html.Open("input", item with { Id = id }, kind + "__input",
            ("name", item.Name ?? Name), ("type", InputType), ("value", item.Value ?? ""), ("checked", isChosen ? "" : null), ("disabled", isDisabled ? "" : null),
            ("data-behaviour", item.Behaviour is { } behaviour ? ClassNames.Of(behaviour) : null), ("data-behaviour-group", item.BehaviourGroup),
            ("data-aria-controls", conditional), ("aria-describedby", describes.Length == 0 ? null : describes));
        var label = item.Label ?? new Label();
        html.Write(label with { Html = label.Html ?? item.Html, Text = label.Text ?? item.Text, For = id, Classes = ClassNames.Join(kind + "__label", label.Classes) });
        html.Write(hint);
        html.Close("div");
        if (conditional is not null)
            html.Element("div", item.Conditional!.Html, ("class", ClassNames.Join(kind + "__conditional", isChosen ? null : kind + "__conditional--hidden")), ("id", conditional));
    }
}

/// <summary>Choices of which one can be made.</summary>
public sealed record Radios : Choices
{
    /// <summary>The value that is chosen.</summary>
    public string? Value { get; init; }

    private protected override string Kind => "radios";

    private protected override string InputType => "radio";

    private protected override bool IsChosen(string? value) => !string.IsNullOrEmpty(Value) && value == Value;
}

/// <summary>Choices of which several can be made.</summary>
public sealed record Checkboxes : Choices
{
    /// <summary>The values that are chosen.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Ids of what else describes the group.</summary>
    public string? DescribedBy { get; init; }

    private protected override string Kind => "checkboxes";

    private protected override string InputType => "checkbox";

    private protected override string? OwnDescribedBy => DescribedBy;

    private protected override bool IsChosen(string? value) => value is not null && Values.Contains(value);
}

/// <summary>Writes hint, error message and fields of a group, in a fieldset if there is one.</summary>
internal static class Grouping
{
    public static void Write(Markup html, Fieldset? fieldset, string? describedBy, string? field, Hint? hint, ErrorMessage? error, Action<Markup, string?> writeFields)
    {
        if (fieldset is null)
        {
            var described = Described.By(html, field, describedBy, hint, error);
            writeFields(html, described);
            return;
        }
        // The fieldset says what describes it before hint and error message are written.
        using var inside = new StringWriter();
        var content = html.To(inside);
        var ids = Described.By(content, field, describedBy, hint, error);
        writeFields(content, ids);
        html.Write(fieldset with { DescribedBy = ids, Html = new HtmlString(inside.ToString()) });
    }
}
