using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Reads a JSON body that may come from anybody: bounded in size and depth, UTF-8 only, strict. Whatever is wrong is said in plain words.</summary>
internal static class StrictBody
{
    public const int MaxBytes = 256 * 1024;

    // Holds nearly every referral.
    private const int FirstBytes = 4096;

    /// <summary>Reads the body.</summary>
    /// <returns>The value with the hash of the bytes it came in, or the problem.</returns>
    public static async Task<(T? Value, byte[] Sha256, Problem? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!IsPlainJson(request)) return (null, [], ReferralProblems.WrongKind);
        if (request.ContentLength > MaxBytes) return (null, [], ReferralProblems.TooLarge);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        var length = 0;
        try
        {
            while (await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
            {
                length += read;
                if (length > MaxBytes) return (null, [], ReferralProblems.TooLarge);
                if (length == buffer.Length) buffer = Larger(buffer);
            }
            var (value, problem) = Parse<T>(buffer.AsSpan(0, length));
            return (value, SHA256.HashData(buffer.AsSpan(0, length)), problem);
        }
        finally
        {
            Return(buffer, length);
        }
    }

    // Memory grows with what has arrived, not with what was announced.
    private static byte[] Larger(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        Return(full, full.Length);
        return larger;
    }

    // No other borrower finds what was read. The rest of it was never written to, and clearing it all would cost more than reading a referral.
    private static void Return(byte[] buffer, int length)
    {
        buffer.AsSpan(0, length).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static (T? Value, Problem? Problem) Parse<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, ReferralJson.AtDoors) is { } value ? (value, null)
                : (null, ReferralProblems.NotJson("Send the referral as a JSON object."));
        }
        catch (JsonException refusal)
        {
            // The exception's own words are for programmers, and may repeat what was typed.
            return (null, JsonDiagnosis.Of(bytes, typeof(T), refusal.Path));
        }
    }

    private static bool IsPlainJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType is { } media && media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && (request.Headers.ContentEncoding.Count == 0 || request.Headers.ContentEncoding.ToString() == "identity");
}
