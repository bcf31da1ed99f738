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
    public const int MostBytes = 256 * 1024;

    /// <summary>Reads the body.</summary>
    /// <returns>The value with the hash of the bytes it came in, or what is wrong.</returns>
    public static async Task<(T? Value, byte[] Sha256, Problem? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken stop)
        where T : class
    {
        if (!IsPlainJson(request)) return (null, [], ReferralProblems.WrongKind);
        if (request.ContentLength > MostBytes) return (null, [], ReferralProblems.TooLarge);
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            var length = await FillAsync(request.Body, buffer.AsMemory(0, MostBytes + 1), stop);
            if (length > MostBytes) return (null, [], ReferralProblems.TooLarge);
            var (value, problem) = Parse<T>(buffer.AsSpan(0, length));
            return (value, SHA256.HashData(buffer.AsSpan(0, length)), problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static (T? Value, Problem? Problem) Parse<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, ReferralJson.AtDoors) is { } value ? (value, null) : (null, ReferralProblems.NotJson("Send the referral as a JSON object."));
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

    private static async Task<int> FillAsync(Stream body, Memory<byte> buffer, CancellationToken stop)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await body.ReadAsync(buffer[length..], stop);
            if (read == 0) break;
            length += read;
        }
        return length;
    }
}
