using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>Settings as they were published.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Number">Their number.</param>
/// <param name="Examples">The agreed examples they passed; null where those come with the plugin.</param>
/// <param name="Partners">The partners file they served with last; null where there was none.</param>
internal sealed record Revision(AreaSettings Settings, int Number, string? Examples, string? Partners = null);

/// <summary>Settings that are to serve.</summary>
internal sealed record Publication(AreaSettings Settings, string? Examples, string? Partners);

/// <summary>The published settings of every area.</summary>
internal sealed class AreaRevisions(Database database)
{
    private static readonly Actor Host = Actor.Job("areas.publish");

    /// <summary>Publishes settings that are new, and notes that all of these serve from now on.</summary>
    /// <returns>The number of each area's settings.</returns>
    public async Task<IReadOnlyDictionary<string, int>> PublishAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        if (publications.Count == 0) return new Dictionary<string, int>();
        var contents = publications.Select(publication => SettingsContent.Write(publication.Settings)).ToArray();
        await using var change = database.Begin(Host);
        // Hosts that start together take turns, so that one content has one number.
        await change.ReadAsync("select pg_advisory_xact_lock(hashtext('areas.revision'))", [], _ => 0, cancellationToken);
        var numbers = await change.ReadAsync(
            """
            with given as (
              select * from unnest($1, $2, $3, $4, $6) as given (area, sha256, content, examples, partners)),
            known as (
              update areas.revision set served_at = $5, examples = given.examples, partners = given.partners
              from given where revision.area = given.area and revision.sha256 = given.sha256
              returning revision.area, revision.number),
            fresh as (
              insert into areas.revision (area, number, sha256, content, examples, partners, published_at, served_at)
              select given.area, 1 + coalesce((select max(earlier.number) from areas.revision earlier where earlier.area = given.area), 0),
                given.sha256, given.content::jsonb, given.examples, given.partners, $5, $5
              from given where not exists (select from areas.revision same where same.area = given.area and same.sha256 = given.sha256)
              returning area, number)
            select area, number from known union all select area, number from fresh
            """,
            [
                publications.Select(publication => publication.Settings.Code).ToArray(), contents.Select(content => content.Sha256).ToArray(),
                contents.Select(content => content.Json).ToArray(), publications.Select(publication => publication.Examples).ToArray(), change.At,
                publications.Select(publication => publication.Partners).ToArray(),
            ],
            row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)),
            cancellationToken);
        await change.CommitAsync(cancellationToken);
        return numbers.ToDictionary();
    }

    /// <summary>The settings under which each of these areas served last, here or on another host.</summary>
    public async Task<IReadOnlyDictionary<string, Revision>> LastServedAsync(IReadOnlyList<string> areas, CancellationToken cancellationToken)
    {
        if (areas.Count == 0) return new Dictionary<string, Revision>();
        var rows = await database.ReadAsync(
            Host,
            """
            select distinct on (area) area, number, content::text, examples, partners from areas.revision
            where area = any ($1) order by area, served_at desc, number desc
            """,
            [areas.ToArray()],
            row => (Area: row.GetString(0),
            Revision: Read(row.GetString(2), row.GetInt32(1), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4))),
            cancellationToken);
        return rows.Where(row => row.Revision is not null).ToDictionary(row => row.Area, row => row.Revision!);
    }

    /// <summary>One published revision.</summary>
    public async Task<Revision?> FindAsync(string area, int number, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            Host,
            "select content::text, examples from areas.revision where area = $1 and number = $2",
            [area, number],
            row => Read(row.GetString(0), number, row.IsDBNull(1) ? null : row.GetString(1)),
            cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    private static Revision? Read(string json, int number, string? examples, string? partners = null) =>
        SettingsContent.Read(json) is { } settings ? new(settings, number, examples, partners) : null;
}
