using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WorkWell.Ui.Contracts;

/// <summary>One row: the question, the answer (inside the tag) and a link to change it.</summary>
[HtmlTargetElement("nhs-row")]
public sealed class SummaryRowTag : ItemTag<SummaryRow>
{
    /// <summary>The question.</summary>
    public required Text Key { get; set; }

    /// <summary>The answer, if it is plain text.</summary>
    public Text? Value { get; set; }

    /// <summary>The address of the change link.</summary>
    public string? Change { get; set; }

    /// <summary>The text of the change link.</summary>
    [HtmlAttributeName("change-text")]
    public Text? ChangeText { get; set; }

    private protected override SummaryRow Make(IHtmlContent? content) => new()
    {
        Key = Key,
        Value = new SummaryCell { Text = Value, Html = content },
        Actions = Change is null ? null : new Actions { Items = [new ActionItem { Href = Change, Text = ChangeText, VisuallyHiddenText = Key }] },
    };
}

/// <summary>Questions and answers, row by row.</summary>
[HtmlTargetElement("nhs-summary-list")]
public sealed class SummaryListTag : PartTag
{
    private List<SummaryRow> rows = [];

    /// <summary>The heading of a card around the list; null for none.</summary>
    public Text? Heading { get; set; }

    private protected override void Begin(TagHelperContext context) => rows = ItemTag<SummaryRow>.Gather(context);

    private protected override Part Make(IHtmlContent? content) => new SummaryList
    {
        Card = Heading is null ? null : new Card { Heading = Heading },
        Rows = [.. rows.Select(row =>
        row with { Actions = row.Actions is null ? null : row.Actions with { Items = [.. row.Actions.Present.Select(Worded)] } })],
    };

    private ActionItem Worded(ActionItem action) => action.Text is null ? action with { Text = T["common.change"] } : action;
}

/// <summary>A table of the rows in <c>rows</c>.</summary>
[HtmlTargetElement("nhs-table")]
public sealed class TableTag : PartTag
{
    /// <summary>The caption.</summary>
    public required Text Caption { get; set; }

    /// <summary>The column headings.</summary>
    public required IEnumerable<Cell> Head { get; set; }

    /// <summary>The rows.</summary>
    public required IEnumerable<IReadOnlyList<Cell>> Rows { get; set; }

    /// <summary>Whether the first cell of each row is a heading.</summary>
    public bool FirstCellIsHeader { get; set; } = true;

    /// <summary>Whether each row becomes a separate block on a narrow screen.</summary>
    public bool Responsive { get; set; }

    /// <summary>Whether it scrolls sideways on a narrow screen.</summary>
    public bool Scroll { get; set; }

    /// <summary>Whether rows are closer together.</summary>
    public bool Compact { get; set; }

    /// <summary>The size of the caption.</summary>
    public TextSize Size { get; set; } = TextSize.M;

    private protected override Part Make(IHtmlContent? content) => new Table
    {
        Caption = new TableCaption { Text = Caption, Size = Size },
        Head = [.. Head],
        Rows = [.. Rows],
        FirstCellIsHeader = FirstCellIsHeader,
        Responsive = Responsive,
        Scroll = Scroll,
        Compact = Compact,
    };
}

/// <summary>Numbered links to the pages of a list; <c>href</c> creates each address.</summary>
[HtmlTargetElement("nhs-pagination")]
public sealed class PaginationTag : PartTag
{
    /// <summary>The current page, from 1.</summary>
    public required int Page { get; set; }

    /// <summary>The number of pages.</summary>
    public required int Pages { get; set; }

    /// <summary>Creates the address of a page.</summary>
    public required Func<int, string?> Href { get; set; }

    private protected override Part Make(IHtmlContent? content) => new Pagination
    {
        AriaLabel = T["common.pages"],
        Previous = Page > 1 ? new PageStep { Href = Href(Page - 1), Text = T["common.previous-page"] } : null,
        Next = Page < Pages ? new PageStep { Href = Href(Page + 1), Text = T["common.next-page"] } : null,
        Items = [.. Shown().Select(Item)],
    };

    // The first and last page and those around the current one; an ellipsis replaces the rest.
    private IEnumerable<int?> Shown()
    {
        var last = 0;
        for (var page = 1; page <= Pages; page++)
        {
            if (page != 1 && page != Pages && Math.Abs(page - Page) > 1) continue;
            if (page - last > 1) yield return null;
            yield return last = page;
        }
    }

    private PageItem Item(int? page) => page is not { } number
        ? new PageItem { Ellipsis = true }
        : new PageItem { Number = number, Href = Href(number), Current = number == Page ? true : null,
            AriaLabel = T["common.page-number", ("number", number)] };
}

/// <summary>A parent page.</summary>
[HtmlTargetElement("nhs-crumb")]
public sealed class CrumbTag : ItemTag<Crumb>
{
    /// <summary>Its address.</summary>
    public required string Href { get; set; }

    /// <summary>Its name.</summary>
    public required Text Text { get; set; }

    private protected override Crumb Make(IHtmlContent? content) => new() { Href = Href, Text = Text };
}

/// <summary>The path of parent pages.</summary>
[HtmlTargetElement("nhs-breadcrumb")]
public sealed class BreadcrumbTag : PartTag
{
    private List<Crumb> crumbs = [];

    private protected override void Begin(TagHelperContext context) => crumbs = ItemTag<Crumb>.Gather(context);

    private protected override Part Make(IHtmlContent? content) =>
        new Breadcrumb { Items = crumbs, AriaLabel = T["common.breadcrumb"], BackLink = new BackLink { VisuallyHiddenText = T["common.back-to"] } };
}

/// <summary>One tab.</summary>
[HtmlTargetElement("nhs-tab")]
public sealed class TabTag : ItemTag<TabItem>
{
    /// <summary>Its id.</summary>
    public required string Name { get; set; }

    /// <summary>The tab's label.</summary>
    public required Text Label { get; set; }

    private protected override TabItem Make(IHtmlContent? content) => new() { Id = Name, Label = Label, Panel = new TabPanel { Html = content } };
}

/// <summary>Panels shown one at a time.</summary>
[HtmlTargetElement("nhs-tabs")]
public sealed class TabsTag : PartTag
{
    private List<TabItem> tabs = [];

    private protected override void Begin(TagHelperContext context) => tabs = ItemTag<TabItem>.Gather(context);

    private protected override Part Make(IHtmlContent? content) => new Tabs { Items = tabs, VisuallyHiddenText = T["common.contents"] };
}

/// <summary>One task; its content is the hint.</summary>
[HtmlTargetElement("nhs-task")]
public sealed class TaskTag : ItemTag<TaskItem>
{
    private TagColour? colour;

    /// <summary>The task.</summary>
    public required Text Text { get; set; }

    /// <summary>The status: text, or a tag with <c>colour</c>.</summary>
    public required Text Status { get; set; }

    /// <summary>The task's address; null while it cannot be started.</summary>
    public string? Href { get; set; }

    /// <summary>The tag's colour; null for plain text.</summary>
    public TagColour Colour
    {
        get => colour ?? default;
        set => colour = value;
    }

    private protected override TaskItem Make(IHtmlContent? content) => new()
    {
        Heading = Text,
        Href = Href,
        Hint = content is null ? null : new Hint { Html = content },
        Status = colour is null ? new TaskState { Text = Status } : new TaskState { Tag = new Tag { Text = Status, Colour = colour } },
    };
}

/// <summary>A list of tasks with their status.</summary>
[HtmlTargetElement("nhs-task-list")]
public sealed class TaskListTag : PartTag
{
    private List<TaskItem> tasks = [];

    private protected override void Begin(TagHelperContext context) => tasks = ItemTag<TaskItem>.Gather(context);

    private protected override Part Make(IHtmlContent? content) => new TaskList { Items = tasks };
}
