using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Trials;

/// <summary>Reads what a trial's team sends.</summary>
internal static class TrialBody
{
    /// <summary>Reads a JSON object.</summary>
    /// <returns>Null where the body is none of this kind.</returns>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType()) return null;
        try
        {
            return await request.ReadFromJsonAsync<T>(JsonFile.Options, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
