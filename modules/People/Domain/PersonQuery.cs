using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.People;

/// <summary>What somebody typed to find a person by. One box takes everything, so it says by itself what it is.</summary>
internal sealed record PersonQuery
{
    /// <summary>By what is searched.</summary>
    public required string By { get; init; }

    public string? Email { get; private init; }

    public DateOnly? BornOn { get; private init; }

    public string? Phone { get; private init; }

    public string? NhsDigits { get; private init; }

    /// <summary>How each name sounds; none where no name was given.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    public static PersonQuery Read(string typed)
    {
        var text = typed.Trim();
        if (text.Contains('@')) return new() { By = SearchKind.Email, Email = text };
        if (WrittenDate.Read(text) is { } date) return new() { By = SearchKind.BirthDate, BornOn = date };
        if (!text.Any(char.IsLetter))
            return new() { By = SearchKind.Number, Phone = PhoneNumber.ToInternational(text), NhsDigits = NhsNumber.Read(text)?.ForMatching };
        var (names, bornOn) = SplitDate(text);
        return new() { By = bornOn is null ? SearchKind.Name : SearchKind.NameAndBirthDate, BornOn = bornOn, Names = [.. NameKey.SoundsOf(names).Distinct()] };
    }

    // "Patel 11/2/1984" and "Nisha Patel, 11 February 1984": the longest end that is a date.
    private static (string Names, DateOnly? BornOn) SplitDate(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if ((text[i - 1] is ',' || char.IsWhiteSpace(text[i - 1])) && WrittenDate.Read(text[i..]) is { } date) return (text[..i], date);
        }
        return (text, null);
    }
}
