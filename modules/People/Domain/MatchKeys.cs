using System.Security.Cryptography;
using System.Text;

namespace WorkWell.People;

/// <summary>
/// By what two records in an area can hardly be of two people: NHS number, and name with birth date. Hashed, because a key stays when a person is erased.
/// The hash of an NHS number has a key, because all numbers could be tried out.
/// </summary>
internal static class MatchKeys
{
    /// <summary>The keys of a record; none where nothing is known to compare by.</summary>
    public static IReadOnlyList<Guid> Of(string? numberHash, DateOnly? bornOn, string nameKey)
    {
        var keys = new List<Guid>(2);
        if (numberHash is not null) keys.Add(OfNumber(numberHash));
        if (bornOn is { } day) keys.Add(Hash(FormattableString.Invariant($"name/{day:yyyy-MM-dd}/{nameKey}")));
        return keys;
    }

    /// <summary>The key of an NHS number, from its keyed hash.</summary>
    public static Guid OfNumber(string numberHash) => Guid.ParseExact(numberHash, "N");

    /// <summary>The key that an NHS number had before its hash had a key.</summary>
    public static Guid OfPlainNumber(string digits) => Hash($"nhs-number/{digits}");

    private static Guid Hash(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16), bigEndian: true);
}
