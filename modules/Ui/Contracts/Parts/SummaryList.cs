using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The key or value of a row.</summary>
public sealed record SummaryCell : WordsPart
{
    /// <summary>Its width.</summary>
    public GridWidth? Width { get; init; }

    /// <summary>Converts plain text to a cell.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SummaryCell?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a cell.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SummaryCell?(Text? text) => text is null ? null : new() { Text = text };

    internal void WriteAs(string element, string name, Markup html)
    {
        html.Open(element, this, ClassNames.Join(name, Width is { } width ? ClassNames.If(true, "nhsuk-u-width-" + ClassNames.Of(width), Classes) : null));
        WriteWords(html);
        html.Close(element);
    }

    private protected override void Write(Markup html) => WriteWords(html);
}

/// <summary>One row: the question, the answer and a link to change it.</summary>
public sealed record SummaryRow : Part
{
    /// <summary>The question.</summary>
    public required SummaryCell Key { get; init; }

    /// <summary>The answer.</summary>
    public SummaryCell? Value { get; init; }

    /// <summary>The actions.</summary>
    public Actions? Actions { get; init; }

    /// <summary>Whether there is a line below it.</summary>
    public bool Border { get; init; } = true;

    internal void Write(Markup html, SummaryList list, bool isLast, bool hasActions)
    {
        var actions = Actions?.Present ?? [];
        var listIsBare = ClassNames.Has(list.Classes, "nhsuk-summary-list--no-border")
            || ClassNames.Has(list.Classes, "nhsuk-summary-list--no-last-row-border");
        var isBare = !Border && !listIsBare && !(!list.LastRowBorder && isLast);
        html.Open("div", this, ClassNames.Join(
            "nhsuk-summary-list__row",
            hasActions && actions.Count == 0 ? "nhsuk-summary-list__row--no-actions" : null,
            ClassNames.If(isBare, "nhsuk-summary-list__row--no-border", Classes)));
        Key.WriteAs("dt", "nhsuk-summary-list__key", html);
        (Value ?? new SummaryCell()).WriteAs("dd", "nhsuk-summary-list__value", html);
        if (actions.Count > 0) Actions!.WriteForRow(html, list.Card?.Heading);
        html.Close("div");
    }

    private protected override void Write(Markup html) => Write(html, new SummaryList(), isLast: true, hasActions: Actions is not null);
}

/// <summary>Questions and answers, row by row.</summary>
public sealed record SummaryList : Part
{
    /// <summary>The rows; null items are skipped.</summary>
    public IReadOnlyList<SummaryRow?> Rows { get; init; } = [];

    /// <summary>Whether there are lines between the rows.</summary>
    public bool Border { get; init; } = true;

    /// <summary>Whether there is a line below the last row.</summary>
    public bool LastRowBorder { get; init; } = true;

    /// <summary>A card around the list.</summary>
    public Card? Card { get; init; }

    private protected override void Write(Markup html)
    {
        if (Card is null) WriteList(html);
        else html.Write(Card with { Description = new Description { Html = new Written(WriteList) } });
    }

    private void WriteList(Markup html)
    {
        var rows = Rows.OfType<SummaryRow>().ToArray();
        var hasActions = rows.Any(row => row.Actions?.Present.Count > 0);
        var bare = !Border ? ClassNames.If(true, "nhsuk-summary-list--no-border", Classes)
            : ClassNames.If(!LastRowBorder, "nhsuk-summary-list--no-last-row-border", Classes);
        html.Open("dl", this, ClassNames.Join("nhsuk-summary-list", bare));
        for (var i = 0; i < rows.Length; i++) rows[i].Write(html, this, isLast: i == rows.Length - 1, hasActions);
        html.Close("dl");
    }
}
