using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The format of a column.</summary>
public enum CellFormat
{
    /// <summary>Numbers, aligned right.</summary>
    Numeric,

    /// <summary>Words.</summary>
    String,
}

/// <summary>The alignment of a cell.</summary>
public enum CellAlign
{
    /// <summary>Left.</summary>
    Left,

    /// <summary>Centre.</summary>
    Centre,

    /// <summary>Right.</summary>
    Right,
}

/// <summary>The sort order of a column.</summary>
public enum SortOrder
{
    /// <summary>Sortable but not sorted.</summary>
    None,

    /// <summary>Smallest first.</summary>
    Ascending,

    /// <summary>Largest first.</summary>
    Descending,
}

/// <summary>A cell of the head or a row.</summary>
public sealed record Cell : WordsPart
{
    /// <summary>The format; null for the column's.</summary>
    public CellFormat? Format { get; init; }

    /// <summary>The alignment; null for the column's.</summary>
    public CellAlign? Align { get; init; }

    /// <summary>Its width.</summary>
    public GridWidth? Width { get; init; }

    /// <summary>The address; in the head of a table sorted by the server, that of the other order.</summary>
    public string? Href { get; init; }

    /// <summary>Text after the visible text, for screen readers only.</summary>
    public Text? VisuallyHiddenText { get; init; }

    /// <summary>The number of columns it spans.</summary>
    public int? Colspan { get; init; }

    /// <summary>The number of rows it spans.</summary>
    public int? Rowspan { get; init; }

    /// <summary>The sort order of the column; null if not sortable. Head only.</summary>
    public SortOrder? Sort { get; init; }

    /// <summary>The next sort order. Head only.</summary>
    public SortOrder? SortNext { get; init; }

    /// <summary>The value to sort by instead of the text. Rows only.</summary>
    public string? SortValue { get; init; }

    /// <summary>Converts plain text to a cell.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Cell?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a cell.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Cell?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        if (Href is null) WriteValue(html);
        else html.Element("a", new Written(WriteValue), ("class", "nhsuk-link"), ("href", Href));
    }

    private void WriteValue(Markup html)
    {
        WriteWords(html);
        if (VisuallyHiddenText is { IsEmpty: false }) html.Hidden(VisuallyHiddenText, before: HasWords ? " " : "");
    }

    internal void WriteAs(Markup html, string element, bool isResponsive, Cell? header, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var name = element == "th" ? "nhsuk-table__header" : "nhsuk-table__cell";
        var names = ClassNames.Join(
            name,
            ClassNames.If(Format is CellFormat.Numeric, name + "--numeric", Classes),
            ClassNames.Variant("nhsuk-u-text-align-", Align, Classes),
            Width is { } width ? ClassNames.If(true, "nhsuk-u-width-" + ClassNames.Of(width), Classes) : null);
        html.Open(element, this, names, [.. attributes, ("colspan", isResponsive ? null : Markup.Number(Colspan)), ("rowspan", Markup.Number(Rowspan))]);
        if (isResponsive && header is not null) WriteUnderHeader(html, header);
        else Write(html);
        html.Close(element);
    }

    // On a narrow screen each cell stands alone, so it repeats its column heading.
    private void WriteUnderHeader(Markup html, Cell header)
    {
        html.Open("span", ("class", "nhsuk-table__heading"), ("aria-hidden", "true"));
        header.WriteValue(html);
        html.Raw(" ");
        html.Close("span");
        if (Html is not null) html.Element("span", new Written(Write));
        else Write(html);
    }
}

/// <summary>The caption of a table.</summary>
public sealed record TableCaption : WordsPart
{
    /// <summary>The size.</summary>
    public TextSize? Size { get; init; }

    /// <summary>A smaller line with it.</summary>
    public Caption? Caption { get; init; }

    /// <summary>Text after the visible text, for screen readers only.</summary>
    public Text? VisuallyHiddenText { get; init; }

    /// <summary>Converts plain text to a caption.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator TableCaption?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a caption.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator TableCaption?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html) => html.Write(new Heading
    {
        Id = Id,
        Text = Text,
        Html = Html,
        VisuallyHiddenText = VisuallyHiddenText,
        Caption = Caption is { IsInside: false } ? Caption with { Placement = null } : Caption,
        Size = Size,
        Sizes = (TextSize.S, TextSize.Xl),
        ClassName = "nhsuk-table__caption",
        ClassPrefix = "nhsuk-table__caption--",
        Classes = Classes,
        Attributes = Attributes,
        Element = "caption",
    });
}

/// <summary>A table.</summary>
public sealed record Table : Part
{
    /// <summary>The caption.</summary>
    public TableCaption? Caption { get; init; }

    /// <summary>The column headings.</summary>
    public IReadOnlyList<Cell?> Head { get; init; } = [];

    /// <summary>The rows; null rows and cells are skipped.</summary>
    public IReadOnlyList<IReadOnlyList<Cell?>?> Rows { get; init; } = [];

    /// <summary>Whether the first cell of each row is a heading.</summary>
    public bool? FirstCellIsHeader { get; init; }

    /// <summary>Whether each row becomes a separate block on a narrow screen.</summary>
    public bool? Responsive { get; init; }

    /// <summary>Whether it scrolls sideways on a narrow screen.</summary>
    public bool? Scroll { get; init; }

    /// <summary>Whether rows are closer together.</summary>
    public bool? Compact { get; init; }

    /// <summary>Whether every other row is shaded.</summary>
    public bool? Striped { get; init; }

    /// <summary>Whether there are lines between the rows.</summary>
    public bool Border { get; init; } = true;

    /// <summary>Whether there is a line below the last row.</summary>
    public bool LastRowBorder { get; init; } = true;

    /// <summary>Whether it is on a dark background.</summary>
    public GroundVariant? Variant { get; init; }

    /// <summary>A card around the table.</summary>
    public Card? Card { get; init; }

    /// <summary>The older parameter for a card.</summary>
    public bool? Panel { get; init; }

    /// <summary>The card's heading.</summary>
    public Text? Heading { get; init; }

    /// <summary>The level of the card's heading.</summary>
    public int? HeadingLevel { get; init; }

    /// <summary>The announcement after sorting.</summary>
    public string? SortAnnouncementText { get; init; }

    /// <summary>The text for ascending order.</summary>
    public string? AscendingText { get; init; }

    /// <summary>The text for descending order.</summary>
    public string? DescendingText { get; init; }

    private bool IsSortable => Head.Any(cell => cell?.Sort is not null);

    // If a column heading has an address, the server sorts, so the script must not.
    private bool IsSortedByServer => Head.SkipWhile(cell => cell?.Sort is null).Any(cell => cell?.Href is not null);

    private protected override void Write(Markup html)
    {
        var caption = NamedCaption();
        var table = new Written(inner => WriteTable(inner, caption));
        var content = Scroll == true ? (Microsoft.AspNetCore.Html.IHtmlContent)new Scroll { Html = table, LabelledBy = caption?.Id, Variant = Variant } : table;
        if (Card is null && Panel != true)
        {
            html.Write(content);
            return;
        }
        var card = Card ?? new Card();
        html.Write(card with
        {
            Heading = card.Heading ?? new Heading { Text = Heading, Level = HeadingLevel },
            Description = new Description { Html = content },
            Variant = card.Variant ?? (Panel == true ? CardVariant.Feature : null),
        });
    }

    private TableCaption? NamedCaption()
    {
        if (Caption is not { HasWords: true }) return null;
        var id = Caption.Id;
        if (id is null && Scroll == true)
        {
            var words = Caption.Text?.Value.Replace(' ', '-').ToLowerInvariant() ?? "";
            id = Id is not null ? Id + "-caption" : $"table-{(words.Length > 40 ? words[..40] : words)}-caption";
        }
        var hidden = Caption.VisuallyHiddenText ?? (IsSortable || ClassNames.Has(Classes, "nhsuk-table--sortable") ? "Column headers are sortable" : null);
        return Caption with { Id = id, VisuallyHiddenText = hidden is null ? null : hidden with { Value = $"({hidden.Value})", Marked = null } };
    }

    private void WriteTable(Markup html, TableCaption? caption)
    {
        var sortable = ClassNames.If(IsSortable, "nhsuk-table--sortable", Classes);
        var names = ClassNames.Join(
            "nhsuk-table",
            ClassNames.Has(Classes, "nhsuk-table-responsive--reverse") ? null : ClassNames.Variant("nhsuk-table--", Variant, Classes),
            ClassNames.If(Compact == true, "nhsuk-table--compact", Classes),
            ClassNames.If(Responsive == true, "nhsuk-table--responsive", Classes),
            !Border ? ClassNames.If(true, "nhsuk-table--no-border", Classes) : ClassNames.If(!LastRowBorder, "nhsuk-table--no-last-row-border", Classes),
            sortable,
            ClassNames.If(Striped == true, "nhsuk-table--striped", Classes));
        var isScripted = ClassNames.Has(ClassNames.Join(names, Classes), "nhsuk-table--sortable") && !IsSortedByServer;
        html.Open("table", this, names, ("data-module", isScripted ? "nhsuk-table" : null), ("data-i18n.sort-announcement", SortAnnouncementText),
            ("data-i18n.ascending", AscendingText), ("data-i18n.descending", DescendingText), ("role", Role("table")));
        html.Write(caption);
        if (Head.Count > 0) WriteHead(html);
        html.Open("tbody", ("class", "nhsuk-table__body"));
        foreach (var row in Rows) if (row is not null) WriteRow(html, row);
        html.Close("tbody");
        html.Close("table");
    }

    private void WriteHead(Markup html)
    {
        html.Open("thead", ("class", "nhsuk-table__head"), ("role", Role("rowgroup")));
        html.Open("tr", ("class", "nhsuk-table__row"), ("role", Role("row")));
        foreach (var cell in Head)
        {
            cell?.WriteAs(html, "th", Responsive == true, null, ("scope", "col"), ("role", Role("columnheader")),
                ("data-sort", cell.Sort is null ? null : ""),
                ("data-sort-next", cell.SortNext is { } next && IsSortable && !IsSortedByServer ? ClassNames.Of(next) : null),
                ("aria-sort", cell.Sort is { } order and not SortOrder.None ? ClassNames.Of(order) : null));
        }
        html.Close("tr");
        html.Close("thead");
    }

    private void WriteRow(Markup html, IReadOnlyList<Cell?> row)
    {
        html.Open("tr", ("class", "nhsuk-table__row"), ("role", Role("row")));
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] is not { } cell) continue;
            var header = (i < Head.Count ? Head[i] : null) ?? new Cell();
            var isName = i == 0 && FirstCellIsHeader == true;
            var isWordAmongNumbers = cell.Format is CellFormat.String && header.Format is CellFormat.Numeric;
            var shaped = cell with { Format = cell.Format ?? header.Format, Align = cell.Align ?? (isWordAmongNumbers ? CellAlign.Right : header.Align) };
            shaped.WriteAs(html, isName ? "th" : "td", Responsive == true, header,
                ("scope", isName ? "row" : null), ("role", Role(isName ? "rowheader" : "cell")),
                ("data-sort-value", string.IsNullOrEmpty(cell.SortValue) ? null : cell.SortValue));
        }
        html.Close("tr");
    }

    private string? Role(string role) => Responsive == true ? role : null;
}
