using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Contracts;

/// <summary>A column of a list.</summary>
/// <typeparam name="T">What a row is about.</typeparam>
/// <param name="Name">Its heading.</param>
/// <param name="Cell">What a row shows in it.</param>
public sealed record ListColumn<T>(Text Name, Func<T, Cell> Cell)
{
    /// <summary>Its key in addresses, where the list can be sorted by it.</summary>
    public string? Key { get; init; }

    /// <summary>By what of a row it is sorted: a text, a number or a time. None where the list comes sorted.</summary>
    public Func<T, object?>? By { get; init; }
}

/// <summary>A list of the staff pages: a dense table whose headings sort it and which goes on over pages. The tag <c>ww-list</c> shows it.</summary>
public sealed class StaffList
{
    /// <summary>How many rows a page has.</summary>
    public const int OnOnePage = 50;

    private static readonly Comparer<object?> Values = Comparer<object?>.Create(Compare);

    private StaffList(ListOrder order) => Order = order;

    /// <summary>How it is sorted, and the page.</summary>
    public ListOrder Order { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<Cell> Head { get; private init; } = [];

    /// <summary>The rows of the page.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private init; } = [];

    /// <summary>How many pages there are; null where nobody has counted.</summary>
    public int? Pages { get; private init; }

    /// <summary>Whether another page follows.</summary>
    public bool HasNext { get; private init; }

    /// <summary>The columns by which it can be sorted, with the address of each, for narrow screens, where no headings are shown.</summary>
    public IReadOnlyList<(Text Name, string Href, bool IsSorted)> Orders { get; private init; } = [];

    /// <summary>A list that is held whole. Unless the address asks for another order, it stands as it is given.</summary>
    /// <typeparam name="T">What a row is about.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="items">All rows.</param>
    /// <param name="columns">The columns.</param>
    /// <returns>The page that the address asks for.</returns>
    public static StaffList Of<T>(HttpRequest request, IReadOnlyList<T> items, params IReadOnlyList<ListColumn<T>> columns)
    {
        var order = ListOrder.Read(request, KeysOf(columns));
        var by = columns.FirstOrDefault(column => column.Key is not null && column.Key == order.Key)?.By;
        // Whatever has no value stands last, whichever way it is sorted.
        var sorted = by is null ? items
            : order.IsDescending ? [.. items.OrderBy(item => by(item) is null).ThenByDescending(by, Values)]
            : [.. items.OrderBy(item => by(item) is null).ThenBy(by, Values)];
        var pages = Math.Max(1, (items.Count + OnOnePage - 1) / OnOnePage);
        var page = Math.Min(order.Page, pages);
        return new(order with { Page = page })
        {
            Head = HeadOf(order, columns),
            Rows = RowsOf(sorted.Skip((page - 1) * OnOnePage).Take(OnOnePage), columns),
            Pages = pages,
            HasNext = page < pages,
            Orders = OrdersOf(order, columns),
        };
    }

    /// <summary>A page of a list that comes sorted from elsewhere.</summary>
    /// <typeparam name="T">What a row is about.</typeparam>
    /// <param name="order">How it is sorted, and the page.</param>
    /// <param name="items">The rows of the page, and one more where another page follows.</param>
    /// <param name="columns">The columns.</param>
    /// <returns>The page.</returns>
    public static StaffList PageOf<T>(ListOrder order, IReadOnlyList<T> items, params IReadOnlyList<ListColumn<T>> columns) => new(order)
    {
        Head = HeadOf(order, columns),
        Rows = RowsOf(items.Take(OnOnePage), columns),
        HasNext = items.Count > OnOnePage,
        Orders = OrdersOf(order, columns),
    };

    private static string[] KeysOf<T>(IReadOnlyList<ListColumn<T>> columns) => [.. columns.Select(column => column.Key).OfType<string>()];

    private static IReadOnlyList<Cell> HeadOf<T>(ListOrder order, IReadOnlyList<ListColumn<T>> columns) =>
    [
        .. columns.Select(column => column.Key is not { } key ? new Cell { Text = column.Name } : new Cell
        {
            Text = column.Name,
            Href = order.SortedBy(key),
            Sort = key != order.Key ? SortOrder.None : order.IsDescending ? SortOrder.Descending : SortOrder.Ascending,
        }),
    ];

    private static IReadOnlyList<IReadOnlyList<Cell>> RowsOf<T>(IEnumerable<T> items, IReadOnlyList<ListColumn<T>> columns) =>
        [.. items.Select(IReadOnlyList<Cell> (item) => [.. columns.Select(column => column.Cell(item))])];

    private static IReadOnlyList<(Text Name, string Href, bool IsSorted)> OrdersOf<T>(ListOrder order, IReadOnlyList<ListColumn<T>> columns) =>
        [.. columns.Where(column => column.Key is not null).Select(column => (column.Name, order.SortedBy(column.Key!), column.Key == order.Key))];

    // Words as a reader looks for them, whatever their capitals and accents.
    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (Text first, Text second) => Compare(first.Value, second.Value),
        (string first, string second) =>
            CultureInfo.InvariantCulture.CompareInfo.Compare(first, second, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace),
        _ => Comparer<object?>.Default.Compare(one, other),
    };
}
