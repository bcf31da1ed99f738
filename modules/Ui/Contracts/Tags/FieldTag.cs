using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// A tag that becomes a field. Its name, what stands in it and what is wrong with it come from the page's property in <c>for</c>; label, hint and error
/// message are tied to it.
/// </summary>
public abstract class FieldTag : PartTag
{
    private TextSize? size;

    /// <summary>The property of the page that takes the answer.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>A line of help.</summary>
    public Text? Hint { get; set; }

    /// <summary>Whether the label is the page's heading too, as where a page asks one thing.</summary>
    public bool Heading { get; set; }

    /// <summary>The size of the label; null: large as a heading, else that of body text.</summary>
    public TextSize Size
    {
        get => size ?? default;
        set => size = value;
    }

    /// <summary>A smaller line above the label.</summary>
    public Text? Caption { get; set; }

    private protected string Name => For.Name;

    /// <summary>The id to which the error summary leads.</summary>
    private protected virtual string Anchor => FieldId;

    private protected string FieldId => For.Name.Replace('.', '-');

    /// <summary>What stands in the field: as it was typed, before what the page holds.</summary>
    private protected string? Value =>
        ViewContext.ModelState.TryGetValue(Name, out var typed) && typed.AttemptedValue is { } attempted ? attempted : For.Model is { } held ? Convert.ToString(held, CultureInfo.InvariantCulture) : null;

    private protected (ErrorMessage Message, string? Box)? Error =>
        Frame.ErrorOf(Name, ViewContext.ModelState) is { } error ? (new ErrorMessage { Text = error.Says, VisuallyHiddenText = T["errors.error"] }, error.Box) : null;

    private protected Label LabelOf(Text words) => new()
    {
        Text = Spoken(words),
        Size = size ?? (Heading ? TextSize.L : null),
        Heading = Heading ? new Heading() : null,
        Caption = Caption,
    };

    private protected Fieldset FieldsetOf(Text legend) => new()
    {
        Legend = new Legend
        {
            Text = Spoken(legend),
            Size = size ?? (Heading ? TextSize.L : TextSize.M),
            Heading = Heading ? new Heading() : null,
            Caption = Caption,
        },
    };

    // Words that come from an area's files could be empty where a page's own cannot.
    private Text Spoken(Text? words) => words is { IsEmpty: false } ? words : throw new InvalidOperationException($"The field {Name} has no label.");

    private protected override Part Make(IHtmlContent? content)
    {
        Frame.Register(Name, FieldId, Anchor);
        return MakeField(content);
    }

    private protected abstract Part MakeField(IHtmlContent? content);
}

/// <summary>A tag that becomes a field with a label of its own.</summary>
public abstract class LabelledTag : FieldTag
{
    /// <summary>What the field asks for.</summary>
    public required Text Label { get; set; }

    private protected sealed override Part MakeField(IHtmlContent? content) => MakeLabelled() with { Id = FieldId, Hint = Hint, ErrorMessage = Error?.Message };

    /// <summary>The field with its name and label; what every field has is added.</summary>
    private protected abstract Field MakeLabelled();
}

/// <summary>A tag that becomes a group of fields under one legend.</summary>
public abstract class GroupTag : FieldTag
{
    /// <summary>What the fields ask for.</summary>
    public required Text Legend { get; set; }
}
