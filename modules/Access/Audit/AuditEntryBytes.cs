using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Access;

/// <summary>
/// The bytes of an entry over which it is hashed: each field with its length before it, as the database function <c>access.audit_bytes</c> writes them and as
/// PostgreSQL's binary COPY does.
/// </summary>
internal static class AuditEntryBytes
{
    public const int HashSize = SHA256.HashSizeInBytes;

    private static readonly DateTimeOffset PostgresEpoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The bytes of an entry; its details as the database writes them.</summary>
    public static byte[] Of(string area, long number, DateTimeOffset at, string actor, string purpose, string action, Guid subject, string? details)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(bytes, area);
        WriteLong(bytes, number);
        WriteLong(bytes, (at - PostgresEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Write(bytes, actor);
        Write(bytes, purpose);
        Write(bytes, action);
        Write(bytes, subject.ToByteArray(bigEndian: true));
        if (details is null) BinaryPrimitives.WriteInt32BigEndian(Take(bytes, sizeof(int)), -1);
        else Write(bytes, details);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Where the entry's number begins, behind the area and two lengths.</summary>
    public static int NumberAt(ReadOnlySpan<byte> entry) => sizeof(int) + BinaryPrimitives.ReadInt32BigEndian(entry) + sizeof(int);

    /// <summary>When the entry says that it happened.</summary>
    public static DateTimeOffset At(ReadOnlySpan<byte> entry) => PostgresEpoch.AddTicks(
        BinaryPrimitives.ReadInt64BigEndian(entry[(NumberAt(entry) + sizeof(long) + sizeof(int))..]) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The same entry under another number.</summary>
    public static byte[] Renumbered(ReadOnlySpan<byte> entry, long number)
    {
        var renumbered = entry.ToArray();
        BinaryPrimitives.WriteInt64BigEndian(renumbered.AsSpan(NumberAt(entry)), number);
        return renumbered;
    }

    /// <summary>The hash of an entry behind another.</summary>
    public static void Hash(ReadOnlySpan<byte> before, ReadOnlySpan<byte> entry, Span<byte> hash)
    {
        Span<byte> joined = stackalloc byte[1024];
        if (before.Length + entry.Length > joined.Length) joined = new byte[before.Length + entry.Length];
        before.CopyTo(joined);
        entry.CopyTo(joined[before.Length..]);
        SHA256.HashData(joined[..(before.Length + entry.Length)], hash);
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string text) => Write(bytes, Encoding.UTF8.GetBytes(text));

    private static void Write(ArrayBufferWriter<byte> bytes, byte[] value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(bytes, sizeof(int)), value.Length);
        value.CopyTo(Take(bytes, value.Length));
    }

    private static void WriteLong(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(bytes, sizeof(int)), sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Take(bytes, sizeof(long)), value);
    }

    private static Span<byte> Take(ArrayBufferWriter<byte> bytes, int length)
    {
        var taken = bytes.GetSpan(length)[..length];
        bytes.Advance(length);
        return taken;
    }
}
