using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WorkWell.Host.Backups;

/// <summary>
/// A file encrypted with AES-256-GCM in chunks of a megabyte, so that it can be written and read as a stream. Each file has a key of its own, derived from the
/// given key and a random salt. The nonce of a chunk holds its number and whether it is the last: a chunk that is changed, moved, left out or cut off is
/// noticed.
/// </summary>
internal static class SealedFile
{
    /// <summary>The length of a key in bytes.</summary>
    public const int KeyLength = 32;

    private const int ChunkLength = 1024 * 1024;
    private const int SaltLength = 32;
    private const int TagLength = 16;
    private static readonly byte[] Magic = "WorkWell backup 1\n"u8.ToArray();

    /// <summary>Opens a stream that encrypts what is written to it. What was written counts only after <see cref="SealingStream.CompleteAsync"/>.</summary>
    public static SealingStream Write(Stream to, byte[] key)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        to.Write(Magic);
        to.Write(salt);
        return new SealingStream(to, Cipher(key, salt));
    }

    /// <summary>Decrypts a file chunk by chunk. No byte is passed on before its chunk was found to be genuine.</summary>
    /// <exception cref="InvalidDataException">It is no backup, was changed or cut off, or the key is another one.</exception>
    public static async Task ReadAsync(Stream from, byte[] key, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        var head = new byte[Magic.Length + SaltLength];
        if (await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken) < head.Length
            || !head.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException("This is not a backup made by ./workwell backup.");
        using var cipher = Cipher(key, head[Magic.Length..]);
        var (now, next) = (new byte[ChunkLength + TagLength], new byte[ChunkLength + TagLength]);
        var plain = new byte[ChunkLength];
        var length = await from.ReadAtLeastAsync(now, now.Length, throwOnEndOfStream: false, cancellationToken);
        for (long number = 0; ; number++)
        {
            var nextLength = length == now.Length ? await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancellationToken) : 0;
            var isLast = nextLength == 0;
            if (length < TagLength) throw Changed();
            try
            {
                var coded = length - TagLength;
                cipher.Decrypt(Nonce(number, isLast), now.AsSpan(0, coded), now.AsSpan(coded, TagLength), plain.AsSpan(0, coded));
            }
            catch (AuthenticationTagMismatchException)
            {
                throw number == 0 ? new InvalidDataException("The key does not fit this backup, or the backup was changed.") : Changed();
            }
            await take(plain.AsMemory(0, length - TagLength), cancellationToken);
            if (isLast) return;
            (now, next, length) = (next, now, nextLength);
        }
    }

    private static InvalidDataException Changed() => new("The backup was changed or is incomplete. Nothing of it may be trusted.");

    private static AesGcm Cipher(byte[] key, byte[] salt) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, salt, "workwell backup"u8.ToArray()), TagLength);

    private static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(3), number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    /// <summary>Encrypts in chunks.</summary>
    internal sealed class SealingStream(Stream to, AesGcm cipher) : IDisposable
    {
        private readonly byte[] plain = new byte[ChunkLength];
        private readonly byte[] coded = new byte[ChunkLength + TagLength];
        private int filled;
        private long number;

        public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            while (bytes.Length > 0)
            {
                // A full chunk waits until more comes: only then it is known not to be the last.
                if (filled == ChunkLength) await FlushAsync(isLast: false, cancellationToken);
                var part = Math.Min(bytes.Length, ChunkLength - filled);
                bytes[..part].CopyTo(plain.AsMemory(filled));
                filled += part;
                bytes = bytes[part..];
            }
        }

        public Task CompleteAsync(CancellationToken cancellationToken) => FlushAsync(isLast: true, cancellationToken);

        public void Dispose() => cipher.Dispose();

        private async Task FlushAsync(bool isLast, CancellationToken cancellationToken)
        {
            cipher.Encrypt(Nonce(number++, isLast), plain.AsSpan(0, filled), coded.AsSpan(0, filled), coded.AsSpan(filled, TagLength));
            await to.WriteAsync(coded.AsMemory(0, filled + TagLength), cancellationToken);
            filled = 0;
        }
    }
}
