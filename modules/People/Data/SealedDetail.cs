using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WorkWell.People;

/// <summary>Seals single details of a person with AES-256-GCM, bound to the record and the column: moved elsewhere, they do not open.</summary>
internal sealed class SealedDetail(DetailKeys keys)
{
    private const string Mark = "sealed:";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals a text.</summary>
    /// <param name="person">The record it belongs to.</param>
    /// <param name="column">Its column.</param>
    /// <param name="text">The text; null stays null.</param>
    /// <returns>The sealed text.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Seal(Guid person, string column, string? text)
    {
        if (text is null) return null;
        var (number, key) = keys.Current;
        var plain = Encoding.UTF8.GetBytes(text);
        var bytes = new byte[4 + NonceLength + TagLength + plain.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        var nonce = bytes.AsSpan(4, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, bytes.AsSpan(4 + NonceLength + TagLength), bytes.AsSpan(4 + NonceLength, TagLength), Bound(person, column));
        return Mark + Convert.ToBase64String(bytes);
    }

    /// <summary>Opens what <see cref="Seal"/> made. A text from before details were sealed is as it is.</summary>
    /// <exception cref="CryptographicException">It belongs to another record or column, or was changed.</exception>
    [return: NotNullIfNotNull(nameof(stored))]
    public string? Open(Guid person, string column, string? stored)
    {
        if (stored?.StartsWith(Mark, StringComparison.Ordinal) != true) return stored;
        var bytes = Convert.FromBase64String(stored[Mark.Length..]);
        var plain = new byte[bytes.Length - 4 - NonceLength - TagLength];
        using var aes = new AesGcm(keys.Of(BinaryPrimitives.ReadInt32BigEndian(bytes)), TagLength);
        aes.Decrypt(
            bytes.AsSpan(4, NonceLength), bytes.AsSpan(4 + NonceLength + TagLength), bytes.AsSpan(4 + NonceLength, TagLength), plain, Bound(person, column));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The keyed hash by which NHS numbers are compared: without the key, the ten thousand million numbers cannot be tried out.</summary>
    /// <param name="digits">The ten digits; null stays null.</param>
    [return: NotNullIfNotNull(nameof(digits))]
    public string? Hash(string? digits) =>
        digits is null ? null : Convert.ToHexStringLower(HMACSHA256.HashData(keys.Hash, Encoding.UTF8.GetBytes($"nhs-number/{digits}")).AsSpan(0, 16));

    private static byte[] Bound(Guid person, string column) => Encoding.UTF8.GetBytes($"{person:n}/{column}");
}
