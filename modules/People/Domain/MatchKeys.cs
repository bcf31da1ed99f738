using System.Security.Cryptography;
using System.Text;
using WorkWell.People.Contracts;

namespace WorkWell.People;

/// <summary>
/// By what two records in an area can hardly be of two people: NHS number, and name with birth date. Hashed, because a key stays when a person is erased.
/// The step 0002 of the schema makes the same keys of the records that were there before.
/// </summary>
internal static class MatchKeys
{
    /// <summary>The keys of a record; none where nothing is known to compare by.</summary>
    public static IReadOnlyList<Guid> Of(NhsNumber? number, DateOnly? bornOn, string nameKey)
    {
        var keys = new List<Guid>(2);
        if (number?.ForMatching is { } digits) keys.Add(Hash($"nhs-number/{digits}"));
        if (bornOn is { } day) keys.Add(Hash(FormattableString.Invariant($"name/{day:yyyy-MM-dd}/{nameKey}")));
        return keys;
    }

    private static Guid Hash(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16), bigEndian: true);
}
