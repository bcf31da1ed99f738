using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Access;

/// <summary>The secret of an invitation or session: 32 random bytes. With that much entropy an unsalted hash is safe.</summary>
internal static class StaffLink
{
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a text can be one at all.</summary>
    public static bool IsOne([NotNullWhen(true)] string? secret) => secret is { Length: 43 } && Base64Url.IsValid(secret);
}
