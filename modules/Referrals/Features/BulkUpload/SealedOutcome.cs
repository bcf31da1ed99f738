using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace WorkWell.Referrals;

/// <summary>Seals what came of a file, with the rows given back, so that it can be kept where others could read it.</summary>
internal sealed class SealedOutcome(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("referrals.rows-given-back").ToTimeLimitedDataProtector();

    /// <summary>Seals an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="lifetime">How long it can be opened.</param>
    /// <returns>The sealed bytes.</returns>
    public byte[] Seal(BulkOutcome outcome, TimeSpan lifetime)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(zip, outcome);
        return seal.Protect(packed.ToArray(), lifetime);
    }

    /// <summary>Opens what <see cref="Seal"/> made. Only that opens, so what comes out is as small as what went in.</summary>
    /// <param name="bytes">The sealed bytes.</param>
    /// <returns>The outcome; null when it is too old or was not sealed here.</returns>
    public BulkOutcome? Open(byte[] bytes)
    {
        try
        {
            using var zip = new BrotliStream(new MemoryStream(seal.Unprotect(bytes)), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<BulkOutcome>(zip);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
