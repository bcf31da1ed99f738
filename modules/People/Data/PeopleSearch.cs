using Npgsql;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.People;

internal sealed class PeopleSearch(Database database, SealedDetail sealing) : IPeopleSearch
{
    // Of names that many have, the newest records are compared letter by letter.
    private const int MaxCompared = 500;

    /// <summary>Records one of whose two names sounds like this, by the indexes person_by_names and person_by_other_name.</summary>
    internal const string ByOneName = """
        select id, given_name, family_name, born_on, registered_at from people.person where area = $1 and name_one = any ($2)
        union
        select id, given_name, family_name, born_on, registered_at from people.person where area = $1 and name_other = any ($2)
        order by registered_at desc, id limit $3
        """;

    /// <summary>Records both of whose names do, by the index person_by_names.</summary>
    internal const string ByBothNames = """
        select id, given_name, family_name, born_on from people.person
        where area = $1 and name_one = any ($2) and name_other = any ($2) order by registered_at desc, id limit $3
        """;

    /// <summary>By the index person_by_name, which begins with area and date of birth.</summary>
    internal const string ByBirthDate = """
        select id, given_name, family_name, born_on from people.person where area = $1 and born_on = $2 order by registered_at desc, id limit $3
        """;

    /// <summary>By the index person_by_email.</summary>
    internal const string ByEmail = """
        select id, given_name, family_name, born_on from people.person where area = $1 and email_key = lower($2) order by registered_at desc, id limit $3
        """;

    /// <summary>By the indexes person_by_phone and person_by_nhs_number.</summary>
    internal const string ByNumber = """
        select id, given_name, family_name, born_on, registered_at from people.person where area = $1 and phone = $2
        union
        select id, given_name, family_name, born_on, registered_at from people.person where area = $1 and nhs_number = $3
        order by registered_at desc, id limit $4
        """;

    public async Task<FoundPeople> FindAsync(Actor actor, string area, string text, int max, CancellationToken cancellationToken)
    {
        var query = PersonQuery.Read(text);
        var found = query.By switch
        {
            SearchKind.Email => await ReadAsync(actor, ByEmail, [area, query.Email, max + 1], cancellationToken),
            SearchKind.Number => await ReadAsync(
                actor, ByNumber, [area, DbValue.Text(query.Phone), DbValue.Text(sealing.Hash(query.NhsDigits)), max + 1], cancellationToken),
            SearchKind.BirthDate => await ReadAsync(actor, ByBirthDate, [area, query.BornOn, max + 1], cancellationToken),
            SearchKind.NameAndBirthDate => Fitting(
                query, await ReadAsync(actor, ByBirthDate, [area, query.BornOn, MaxCompared], cancellationToken), text),
            _ => await FindByNameAsync(actor, area, query, text, cancellationToken),
        };
        return new(query.By, [.. found.Take(max).Select(row => new FoundPerson(row.Id, row.FullName, row.BornOn))], found.Count > max);
    }

    public async Task<IReadOnlyDictionary<Guid, FoundPerson>> NamesAsync(
        Actor actor, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        (await ReadAsync(
            actor, "select id, given_name, family_name, born_on from people.person where id = any ($1)", [people.ToArray()], cancellationToken))
        .ToDictionary(row => row.Id, row => new FoundPerson(row.Id, row.FullName, row.BornOn));

    private async Task<IReadOnlyList<Row>> FindByNameAsync(Actor actor, string area, PersonQuery query, string text, CancellationToken cancellationToken)
    {
        if (query.Names.Count == 0) return [];
        object?[] values = [area, query.Names.ToArray(), MaxCompared];
        if (query.Names.Count > 1 && Fitting(query, await ReadAsync(actor, ByBothNames, values, cancellationToken), text) is { Count: > 0 } both) return both;
        return Fitting(query, await ReadAsync(actor, ByOneName, values, cancellationToken), text);
    }

    // Each name that was typed is one of the person's, by its sound; whoever is spelled the same comes first.
    private static IReadOnlyList<Row> Fitting(PersonQuery query, IReadOnlyList<Row> rows, string text) =>
    [
        .. rows.Where(row => !query.Names.Except(NameKey.SoundsOf($"{row.GivenName} {row.FamilyName}")).Any())
            .OrderBy(row => string.Equals(row.FullName, text.Trim(), StringComparison.CurrentCultureIgnoreCase) ? 0 : 1),
    ];

    private Task<IReadOnlyList<Row>> ReadAsync(Actor actor, string sql, object?[] values, CancellationToken cancellationToken) =>
        database.ReadAsync(actor, sql, values, Read, cancellationToken);

    private static Row Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3));

    private sealed record Row(Guid Id, string GivenName, string FamilyName, DateOnly? BornOn)
    {
        public string FullName => $"{GivenName} {FamilyName}".Trim();
    }
}
