using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Communications.Texts;

/// <summary>The one form in which texts are kept and compared.</summary>
internal static class TextHash
{
    /// <summary>The text without a byte order mark and with plain line ends.</summary>
    public static string OneForm(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Sixteen hexadecimal digits of the SHA-256 of a text.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
