using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>A form group: its classes and attributes, and content before and after the field.</summary>
public sealed record FormGroup
{
    /// <summary>Further classes of the group.</summary>
    public string? Classes { get; init; }

    /// <summary>Further attributes of the group.</summary>
    public IReadOnlyDictionary<string, string?> Attributes { get; init; } = new Dictionary<string, string?>();

    /// <summary>Content before the field.</summary>
    public Affix? BeforeInput { get; init; }

    /// <summary>Content after the field.</summary>
    public Affix? AfterInput { get; init; }
}

/// <summary>A short text before or after a field, such as a unit.</summary>
public sealed record Affix : WordsPart
{
    /// <summary>Converts plain text to an affix.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Affix?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to an affix.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Affix?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html) => WriteWords(html);

    internal void WriteAs(string kind, Markup html)
    {
        html.Open("div", this, "nhsuk-input-wrapper__" + kind, ("aria-hidden", "true"));
        WriteWords(html);
        html.Close("div");
    }
}

/// <summary>A field with its label, hint and error message, linked by id. The label is required.</summary>
public abstract record Field : Part
{
    /// <summary>The label.</summary>
    public required Label Label { get; init; }

    /// <summary>The name of the form value; also the default id.</summary>
    public required string Name { get; init; }

    /// <summary>The hint.</summary>
    public Hint? Hint { get; init; }

    /// <summary>The error message.</summary>
    public ErrorMessage? ErrorMessage { get; init; }

    /// <summary>Ids of further descriptions of the field.</summary>
    public string? DescribedBy { get; init; }

    /// <summary>Whether the field is disabled.</summary>
    public bool? Disabled { get; init; }

    /// <summary>The form group.</summary>
    public FormGroup? FormGroup { get; init; }

    internal string FieldId => Id ?? Name;

    private protected void WriteGroup(
        Markup html, Action<Markup, string?> writeField, string? groupClass = null, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var surrounding = FormGroup ?? new FormGroup();
        var group = new Bare { Classes = surrounding.Classes, Attributes = surrounding.Attributes };
        html.Open("div", group, ClassNames.Join("nhsuk-form-group", ErrorMessage is null ? null : "nhsuk-form-group--error", groupClass), attributes);
        html.Write(Label.Of(FieldId));
        writeField(html, Described.By(html, FieldId, DescribedBy, Hint, ErrorMessage));
        html.Close("div");
    }
}

/// <summary>An element with only id, classes and attributes.</summary>
internal sealed record Bare : Part
{
    private protected override void Write(Markup html)
    {
    }
}

/// <summary>Writes the hint and error message and links them to the field.</summary>
internal static class Described
{
    /// <returns>The value for the field's <c>aria-describedby</c>.</returns>
    public static string? By(Markup html, string? field, string? others, Hint? hint, ErrorMessage? error)
    {
        var ids = others;
        if (hint is { HasWords: true })
        {
            var named = hint.Id is null ? hint with { Id = field + "-hint" } : hint;
            ids = ClassNames.Join(ids, named.Id);
            html.Write(named);
        }
        if (error is { HasWords: true })
        {
            var named = error.Id is null ? error with { Id = field + "-error" } : error;
            ids = ClassNames.Join(ids, named.Id);
            html.Write(named);
        }
        return string.IsNullOrEmpty(ids) ? null : ids;
    }
}
