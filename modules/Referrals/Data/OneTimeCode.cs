using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Referrals;

/// <summary>A code of six digits that shows that somebody holds a phone or an address.</summary>
internal static class OneTimeCode
{
    public const int MaxTries = 5;

    /// <summary>How long it works.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromMinutes(10);

    public static string Make() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>What is stored of a code. With the key of the browser in it, a hash that leaks cannot be tried out on all the million codes.</summary>
    public static byte[] HashOf(string key, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{code}"));

    public static bool IsRight(byte[] hash, string key, string code) => CryptographicOperations.FixedTimeEquals(hash, HashOf(key, code));
}
