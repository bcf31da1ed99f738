using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Communications.Outbox;

/// <summary>
/// A message's id, made from its area and key. It is the reference every transport is given, so that a message that is queued again, even on a database
/// put back from a copy, is still recognised by whoever received it the first time.
/// </summary>
internal static class MessageId
{
    public static Guid For(string area, string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{area}\n{key}"), hash);
        // Marked as version 8: a UUID whose bits mean what its maker says.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
