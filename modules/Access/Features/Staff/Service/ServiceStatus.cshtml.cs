using System.Globalization;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>What an operator looks at: which areas serve and why not, what is published of them, and every service key. It shows no person.</summary>
[RequiresPermission(Permission.OperateService)]
internal sealed class ServiceStatusModel(IAreaCatalogue catalogue, IPublications publications, IServiceKeys keys) : AccessPage
{
    public IReadOnlyList<IReadOnlyList<Cell>> Areas { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Published { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Keys { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        Areas = [.. catalogue.Statuses.OrderBy(area => area.Code, StringComparer.Ordinal).Select(IReadOnlyList<Cell> (area) =>
        [
            (Text)area.Code,
            T[area.State switch
            {
                AreaState.Ready => "staff.area-ready",
                AreaState.Refused => "staff.area-refused",
                _ => "staff.area-off",
            }],
            (Text)(area.Revision?.ToString(CultureInfo.InvariantCulture) ?? ""),
            (Text)string.Create(CultureInfo.InvariantCulture, $"{area.ExamplesPassed} / {area.ExamplesRun}"),
            (Text)(area.Reason ?? area.RefusedUpdate ?? ""),
        ])];
        Published = [.. (await publications.CurrentAsync(cancellationToken)).Select(IReadOnlyList<Cell> (publication) =>
        [
            new Cell { Text = publication.Area, Href = $"/staff/service/published/{publication.Area}" },
            (Text)publication.Number.ToString(CultureInfo.InvariantCulture), When(publication.At), (Text)publication.By, (Text)publication.Reason,
        ])];
        Keys = [.. (await keys.ListAsync(cancellationToken)).Select(IReadOnlyList<Cell> (key) =>
        [
            (Text)key.Name, (Text)string.Join(", ", key.Areas),
            key.RevokedAt is { } revoked ? T["staff.key-revoked", ("on", When(revoked))] : When(key.ExpiresAt),
            key.LastUsedAt is { } used ? When(used) : T["staff.never"],
        ])];
    }
}
