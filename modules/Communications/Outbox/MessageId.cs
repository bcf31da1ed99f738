using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Communications.Outbox;

/// <summary>
/// A message's id, derived from its area and key. Transports get it as the reference, so a message queued again, even after a database restore, has the same
/// reference as before.
/// </summary>
internal static class MessageId
{
    public static Guid For(string area, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{area}\n{key}"), hash);
        // Version 8: application-defined bits.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
