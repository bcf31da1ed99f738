using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace WorkWell.Referrals;

/// <summary>
/// What the public calls a referral by, such as WW-7K3M-P9QX. Made at random, read out over bad telephone lines: no vowels, so no words; nothing that looks
/// like something else. The last letter checks the rest: 23 symbols are a prime number, so it catches any wrong character or transposition.
/// </summary>
internal static class ReferralReference
{
    private const string Letters = "23456789CDFHJKMNPQRTVWX";
    private const int Length = 8;

    public static string Make()
    {
        Span<char> letters = stackalloc char[Length];
        RandomNumberGenerator.GetItems(Letters, letters[..^1]);
        letters[^1] = Letters[Check(letters[..^1])];
        return Write(letters);
    }

    /// <summary>Reads a reference as typed: in any case and spacing, with or without the WW.</summary>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out string? reference)
    {
        reference = null;
        if (typed is null or { Length: > 40 }) return false;
        Span<char> letters = stackalloc char[typed.Length];
        var count = 0;
        foreach (var c in typed)
        {
            if (char.IsAsciiLetterOrDigit(c)) letters[count++] = char.ToUpperInvariant(c);
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '‐' or '‑' or '–')) return false;
        }
        letters = letters[..count];
        if (letters.Length == Length + 2 && letters.StartsWith("WW")) letters = letters[2..];
        if (letters.Length != Length || letters.ContainsAnyExcept(Letters) || Letters[Check(letters[..^1])] != letters[^1]) return false;
        reference = Write(letters);
        return true;
    }

    private static string Write(ReadOnlySpan<char> letters) => $"WW-{letters[..4]}-{letters[4..]}";

    // Weights 2 to 8, all different and none a multiple of 23.
    private static int Check(ReadOnlySpan<char> letters)
    {
        var sum = 0;
        for (var i = 0; i < letters.Length; i++) sum += (i + 2) * Letters.IndexOf(letters[i], StringComparison.Ordinal);
        return sum % Letters.Length;
    }
}
