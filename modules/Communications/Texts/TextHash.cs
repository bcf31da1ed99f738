using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Communications.Texts;

/// <summary>Normalises and hashes texts.</summary>
internal static class TextHash
{
    /// <summary>Removes a byte order mark and makes line ends LF.</summary>
    public static string Normalise(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The first sixteen hexadecimal digits of a text's SHA-256.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
