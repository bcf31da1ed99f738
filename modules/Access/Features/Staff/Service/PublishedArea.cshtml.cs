using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Everything that was published of an area: who, when, why, and which files each number changed. It shows no person.</summary>
[RequiresPermission(Permission.OperateService)]
internal sealed class PublishedAreaModel(IPublications publications) : AccessPage
{
    [BindProperty(SupportsGet = true)]
    public string Published { get; set; } = "";

    public IReadOnlyList<IReadOnlyList<Cell>> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var history = await publications.HistoryAsync(Published, cancellationToken);
        if (history.Count == 0) return NotFound();
        History = [.. history.Select((publication, i) => (IReadOnlyList<Cell>)
        [
            (Text)publication.Number.ToString(CultureInfo.InvariantCulture), When(publication.At), (Text)publication.By, (Text)publication.Reason,
            i + 1 < history.Count ? (Text)Changes(history[i + 1], publication)
                : T["staff.published-first", ("files", publication.Paths.Count.ToString(CultureInfo.InvariantCulture))],
        ])];
        return Page();
    }

    private string Changes(Publication before, Publication publication) => string.Join("; ", before.DifferenceTo(publication)
        .GroupBy(one => one.Change, one => one.Path)
        .Select(group => $"{T["staff.published-" + group.Key.ToString().ToLowerInvariant()].Value}: {string.Join(", ", group)}"));
}
