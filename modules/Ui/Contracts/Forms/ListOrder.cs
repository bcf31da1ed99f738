using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace WorkWell.Ui.Contracts;

/// <summary>How the reader wants a list: what the address says, as far as the list knows it.</summary>
public sealed record ListOrder
{
    private const string SortParameter = "sort";
    private const string OrderParameter = "order";
    private const string PageParameter = "page";
    private const string Descending = "desc";
    private const int MaxPage = 10_000;
    private readonly HttpRequest request;

    private ListOrder(HttpRequest request) => this.request = request;

    /// <summary>The key of the column that it is sorted by; null: as the list is usually.</summary>
    public string? Key { get; private init; }

    /// <summary>Whether the largest comes first.</summary>
    public bool IsDescending { get; private init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; internal init; } = 1;

    /// <summary>Reads the address of a page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keys">The columns by which the list can be sorted.</param>
    /// <returns>The order; a column that is not among them counts as none.</returns>
    public static ListOrder Read(HttpRequest request, IReadOnlyCollection<string> keys)
    {
        var query = request.Query;
        var key = query[SortParameter].ToString();
        return new(request)
        {
            Key = keys.Contains(key) ? key : null,
            IsDescending = query[OrderParameter] == Descending,
            Page = int.TryParse(query[PageParameter], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MaxPage) : 1,
        };
    }

    /// <summary>The address of the first page, sorted by a column; the other way round where it is sorted by it already. All else in it stays.</summary>
    /// <param name="key">The column's key.</param>
    /// <returns>An address without its path.</returns>
    public string SortedBy(string key) => AddressOf(
        new(SortParameter, key), new(OrderParameter, key == Key && !IsDescending ? Descending : "asc"));

    /// <summary>The address of a page of the list.</summary>
    /// <param name="page">The page, from 1.</param>
    /// <returns>An address without its path.</returns>
    public string PageAt(int page)
    {
        var at = KeyValuePair.Create(PageParameter, page.ToString(CultureInfo.InvariantCulture));
        return Key is null ? AddressOf(at) : AddressOf(new(SortParameter, Key), new(OrderParameter, IsDescending ? Descending : "asc"), at);
    }

    private string AddressOf(params KeyValuePair<string, string>[] own)
    {
        var kept = request.Query.Where(pair => pair.Key is not (SortParameter or OrderParameter or PageParameter or LanguageCookie.Parameter))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return new QueryBuilder(kept.Concat(own)).ToQueryString().Value!;
    }
}
