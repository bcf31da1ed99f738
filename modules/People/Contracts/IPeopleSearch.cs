using WorkWell.Platform;

namespace WorkWell.People.Contracts;

/// <summary>Somebody whom a search found.</summary>
/// <param name="PersonId">The record.</param>
/// <param name="FullName">Given and family names.</param>
/// <param name="BornOn">Date of birth.</param>
public sealed record FoundPerson(Guid PersonId, string FullName, DateOnly? BornOn);

/// <summary>What a search found.</summary>
/// <param name="By">What was searched by, as a code for the audit trail: one of <see cref="SearchKind"/>.</param>
/// <param name="People">Those who were found, best first.</param>
/// <param name="IsCut">Whether there are more than were asked for.</param>
public sealed record FoundPeople(string By, IReadOnlyList<FoundPerson> People, bool IsCut);

/// <summary>By what somebody was searched for.</summary>
public static class SearchKind
{
    /// <summary>A name, or several.</summary>
    public const string Name = "name";

    /// <summary>A name and a date of birth.</summary>
    public const string NameAndBirthDate = "name-and-birth-date";

    /// <summary>A date of birth.</summary>
    public const string BirthDate = "birth-date";

    /// <summary>An e-mail address.</summary>
    public const string Email = "email";

    /// <summary>A telephone or NHS number.</summary>
    public const string Number = "number";
}

/// <summary>Finds people of an area by what somebody types: a name in any script, a telephone or NHS number, an e-mail address, a date of birth.</summary>
public interface IPeopleSearch
{
    /// <summary>Finds people.</summary>
    /// <param name="actor">Who searches; they find whom they may see.</param>
    /// <param name="area">The area's code.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="max">The most to find.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>Whom it found.</returns>
    Task<FoundPeople> FindAsync(Actor actor, string area, string text, int max, CancellationToken cancellationToken);

    /// <summary>Names people who were found otherwise.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="people">The ids.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The people by id; ids out of the actor's reach are absent.</returns>
    Task<IReadOnlyDictionary<Guid, FoundPerson>> NamesAsync(Actor actor, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken);
}
