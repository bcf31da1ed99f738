using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WorkWell.Ui.Contracts;

/// <summary>A list of the staff pages; where it is empty, what to do next.</summary>
[HtmlTargetElement("ww-list")]
public sealed class StaffListTag : PartTag
{
    /// <summary>The caption.</summary>
    public required Text Caption { get; set; }

    /// <summary>The list.</summary>
    public required StaffList List { get; set; }

    /// <summary>What an empty list says, and what to do then.</summary>
    public required Text None { get; set; }

    private protected override Part Make(IHtmlContent? content) => List.Rows.Count == 0
        ? new Empty(None)
        : new Shown(
            new Table
            {
                Caption = new TableCaption { Text = Caption, Size = TextSize.M }, Head = List.Head, Rows = List.Rows, FirstCellIsHeader = true,
                Responsive = true, Compact = true,
            },
            OrderLinks(), Pages()) { Id = "list" };

    private IReadOnlyList<(Text Text, string Href)> OrderLinks() =>
    [
        .. List.Orders.Select(order => (
            !order.IsSorted ? order.Name : T[List.Order.IsDescending ? "staff.list-descending" : "staff.list-ascending", ("column", order.Name)],
            order.Href)),
    ];

    private Pagination? Pages()
    {
        var (page, order) = (List.Order.Page, List.Order);
        return page == 1 && !List.HasNext ? null : new Pagination
        {
            AriaLabel = T["common.pages"],
            Previous = page > 1 ? new PageStep { Href = order.PageAt(page - 1), Text = T["common.previous-page"], Label = LabelOf(page - 1) } : null,
            Next = List.HasNext ? new PageStep { Href = order.PageAt(page + 1), Text = T["common.next-page"], Label = LabelOf(page + 1) } : null,
        };
    }

    private Text LabelOf(int page) => List.Pages is { } pages
        ? T["staff.list-page", ("number", page), ("pages", pages)] : T["common.page-number", ("number", page)];

    private sealed record Empty(Text None) : Part
    {
        private protected override void Write(Markup html) => html.Element("p", None);
    }

    private sealed record Shown(Table Table, IReadOnlyList<(Text Text, string Href)> Orders, Pagination? Pagination) : Part
    {
        private protected override void Write(Markup html)
        {
            html.Open("div", this, "workwell-list");
            // On a narrow screen each row stands by itself, without the headings that sort.
            if (Orders.Count > 0)
            {
                html.Open("ul", ("class", "nhsuk-list workwell-links workwell-list__orders"));
                foreach (var (text, href) in Orders)
                {
                    html.Open("li");
                    html.Element("a", text, ("href", href));
                    html.Close("li");
                }
                html.Close("ul");
            }
            html.Write(Table);
            html.Write(Pagination);
            html.Close("div");
        }
    }
}
