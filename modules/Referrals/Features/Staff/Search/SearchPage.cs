using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>
/// A page with the search's box. What is searched for is kept for half an hour under an id: no address holds it, and "back" shows what was found.
/// </summary>
internal abstract class SearchPage(IKeptInputs kept) : StaffPage
{
    /// <summary>What a kept search is called.</summary>
    protected const string Kind = "search";

    private const int MaxQuery = 200;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    [BindProperty]
    public string? Query { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var text = ReadText(nameof(Query), Query, TextKind.Line, MaxQuery, T["staff.search-missing"]);
        if (text is null || HasErrors) return Page();
        var id = await kept.KeepAsync(Caller.Name, Kind, text, Lasts, cancellationToken);
        return LocalRedirect($"/staff/areas/{AreaCode}/search/{id:D}");
    }
}
