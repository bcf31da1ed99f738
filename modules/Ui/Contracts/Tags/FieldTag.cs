using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace WorkWell.Ui.Contracts;

/// <summary>A tag for a field. The page property in <c>for</c> gives its name, value and error; label, hint and error message are linked to it.</summary>
public abstract class FieldTag : PartTag
{
    private TextSize? size;

    /// <summary>The page property that receives the answer.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>The hint.</summary>
    public Text? Hint { get; set; }

    /// <summary>Whether the label is also the page's heading, for pages with a single question.</summary>
    public bool Heading { get; set; }

    /// <summary>The label's size; null for large if it is a heading, otherwise body text size.</summary>
    public TextSize Size
    {
        get => size ?? default;
        set => size = value;
    }

    /// <summary>A smaller line above the label.</summary>
    public Text? Caption { get; set; }

    private protected string Name => For.Name;

    /// <summary>The id that the error summary links to.</summary>
    private protected virtual string Trigger => FieldId;

    private protected string FieldId => For.Name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>The value as typed, otherwise the page's value.</summary>
    private protected string? Value =>
        ViewContext.ModelState.TryGetValue(Name, out var typed) && typed.AttemptedValue is { } attempted ? attempted : For.Model is { } held
        ? Convert.ToString(held, CultureInfo.InvariantCulture) : null;

    private protected (ErrorMessage Message, string? Box)? Error =>
        Frame.ErrorOf(Name, ViewContext.ModelState) is { } error ? (new ErrorMessage { Text = error.Says, VisuallyHiddenText = T["errors.error"] }, error.Box)
        : null;

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

    // Texts from an area's files may be empty, unlike a page's own.
    private Text Spoken(Text? words) => words is { IsEmpty: false } ? words : throw new InvalidOperationException($"The field {Name} has no label.");

    private protected override Part Make(IHtmlContent? content)
    {
        Frame.Register(Name, FieldId, Trigger);
        return MakeField(content);
    }

    private protected abstract Part MakeField(IHtmlContent? content);
}

/// <summary>A tag for a field with its own label.</summary>
public abstract class LabelledTag : FieldTag
{
    /// <summary>The label.</summary>
    public required Text Label { get; set; }

    private protected sealed override Part MakeField(IHtmlContent? content) => MakeLabelled() with { Id = FieldId, Hint = Hint, ErrorMessage = Error?.Message };

    /// <summary>Words are read in the direction they are written in: "12 High Street" from left to right on an Arabic page.</summary>
    private protected static IReadOnlyDictionary<string, string?> AsWritten { get; } = new Dictionary<string, string?> { ["dir"] = "auto" };

    /// <summary>Creates the field with its name and label; the base class adds the rest.</summary>
    private protected abstract Field MakeLabelled();
}

/// <summary>A tag for a group of fields under one legend.</summary>
public abstract class GroupTag : FieldTag
{
    /// <summary>The legend.</summary>
    public required Text Legend { get; set; }
}
