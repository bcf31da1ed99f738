using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Publishing;

/// <summary>Stores what is published.</summary>
internal sealed class PublicationStore(Database database) : IPublications
{
    private const string Columns = "area, number, sha256, paths, hashes, published_at, published_by, reason";
    private static readonly Actor Reader = Actor.Job("areas.read-publications");

    /// <summary>The current number of each area: what hosts ask every second.</summary>
    public Task<IReadOnlyList<(string Area, int Number)>> NumbersAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Reader, "select area, max(number) from areas.publication group by area", [], row => (row.GetString(0), row.GetInt32(1)), cancellationToken);

    public Task<IReadOnlyList<Publication>> CurrentAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Reader, $"select distinct on (area) {Columns} from areas.publication order by area, number desc", [], Of, cancellationToken);

    public Task<IReadOnlyList<Publication>> HistoryAsync(string area, CancellationToken cancellationToken) => database.ReadAsync(
        Reader, $"select {Columns} from areas.publication where area = $1 order by number desc", [area], Of, cancellationToken);

    public async Task<PublicationFiles> FilesAsync(Publication publication, CancellationToken cancellationToken)
    {
        var contents = (await database.ReadAsync(
            Reader, "select sha256, content from areas.published_file where area = $1 and sha256 = any ($2)",
            [publication.Area, publication.Hashes.Distinct().ToArray()],
            row => (Sha256: row.GetString(0), Content: row.GetFieldValue<byte[]>(1)), cancellationToken))
            .ToDictionary(file => file.Sha256, file => file.Content);
        var files = new PublicationFiles(publication.Paths.Zip(publication.Hashes, (path, hash) => KeyValuePair.Create(path, contents[hash])));
        return files.Sha256 == publication.Sha256 ? files
            : throw new InvalidDataException($"What is stored of {publication.Area} number {publication.Number} is not what was published.");
    }

    public async Task<IReadOnlyList<Publication>> PublishAsync(
        Change change, IReadOnlyList<PublicationDraft> drafts, string reason, CancellationToken cancellationToken)
    {
        // One after the other, over all hosts: the number is the next one, and what it is based on still holds.
        await change.ReadAsync(
            "select pg_advisory_xact_lock(hashtextextended('areas.publication', 0))", [], row => 0, cancellationToken);
        var current = (await change.ReadAsync(
            $"select distinct on (area) {Columns} from areas.publication where area = any ($1) order by area, number desc",
            [drafts.Select(draft => draft.Area).ToArray()], Of, cancellationToken)).ToDictionary(publication => publication.Area);
        var published = new List<Publication>();
        foreach (var draft in drafts.OrderBy(draft => draft.Area, StringComparer.Ordinal))
        {
            var before = current.GetValueOrDefault(draft.Area);
            if ((before?.Number ?? 0) != draft.BasedOn) throw new PublicationConflictException(draft.Area, before?.Number ?? 0);
            if (before?.Sha256 == draft.Files.Sha256) continue;
            var one = new Publication(
                draft.Area, draft.BasedOn + 1, draft.Files.Sha256, [.. draft.Files.Files.Keys],
                [.. draft.Files.Files.Keys.Select(path => draft.Files.Hashes[path])], change.At, change.Actor.Name, reason);
            Write(change, one, draft.Files);
            published.Add(one);
        }
        return published;
    }

    private static void Write(Change change, Publication publication, PublicationFiles files)
    {
        var contents = publication.Hashes.Zip(publication.Paths).DistinctBy(file => file.First).ToArray();
        change.Write(
            """
            insert into areas.published_file (area, sha256, content)
            select $1, given.sha256, given.content from unnest($2, $3) as given (sha256, content) on conflict do nothing
            """,
            publication.Area, contents.Select(file => file.First).ToArray(), contents.Select(file => files.Files[file.Second]).ToArray());
        change.Write(
            $"insert into areas.publication ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            publication.Area, publication.Number, publication.Sha256, publication.Paths.ToArray(), publication.Hashes.ToArray(), publication.At, publication.By,
            publication.Reason);
    }

    private static Publication Of(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4),
        row.GetFieldValue<DateTimeOffset>(5), row.GetString(6), row.GetString(7));
}
