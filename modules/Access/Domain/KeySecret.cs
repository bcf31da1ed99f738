using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Access;

/// <summary>The secret of a key: "wwk_" and 32 random bytes. With that much entropy an unsalted hash is safe.</summary>
internal static class KeySecret
{
    private const string Prefix = "wwk_";

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a text can be a key at all.</summary>
    public static bool IsOne([NotNullWhen(true)] string? secret) => secret is { Length: 47 } && secret.StartsWith(Prefix, StringComparison.Ordinal);
}
