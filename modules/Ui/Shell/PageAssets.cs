using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Net.Http.Headers;

namespace WorkWell.Ui.Shell;

/// <summary>
/// Static files of the pages (stylesheets, scripts, fonts, icons), built by <c>Build/pages.mjs</c>. File names change with the content, so browsers cache
/// them indefinitely. All are under half a megabyte together and are served compressed from memory.
/// </summary>
internal sealed class PageAssets
{
    private const string Prefix = "/assets/";
    private readonly FrozenDictionary<string, string> names;
    private readonly FrozenDictionary<string, Asset> files;

    public PageAssets(IConfiguration configuration)
    {
        var folder = configuration["Pages"] ?? Path.GetFullPath(Path.Combine(configuration["ConfigFolder"] ?? "config", "..", "artifacts", "pages"));
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest))
            throw new InvalidOperationException(
            $"{folder} does not contain the static files of the pages. Build the solution, or run: node modules/Ui/Build/pages.mjs");
        names = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(manifest))!.ToFrozenDictionary(StringComparer.Ordinal);
        files = names.Values.ToFrozenDictionary(file => file, file => Asset.Read(folder, file), StringComparer.Ordinal);
    }

    /// <summary>The address of a file, by its name without the content hash.</summary>
    public string this[string name] => Prefix + names[name];

    public bool Has(string name) => names.ContainsKey(name);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(Prefix + "{file}", [HttpMethods.Get, HttpMethods.Head],
        (string file, HttpContext http, PageAssets assets) => assets.AnswerAsync(file, http))
            .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    private Task AnswerAsync(string file, HttpContext http)
    {
        var response = http.Response;
        if (!files.TryGetValue(file, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        var (content, encoding) = asset.For(http.Request.GetTypedHeaders().AcceptEncoding);
        response.ContentType = asset.ContentType;
        response.ContentLength = content.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    private sealed record Asset(string ContentType, byte[] Content, byte[]? Brotli, byte[]? Gzip)
    {
        public static Asset Read(string folder, string file)
        {
            var path = Path.Combine(folder, file);
            return new Asset(TypeOf(file), File.ReadAllBytes(path), ReadIfThere(path + ".br"), ReadIfThere(path + ".gz"));
        }

        public (byte[] Content, string? Encoding) For(IList<StringWithQualityHeaderValue> accepted)
        {
            if (Brotli is not null && Takes(accepted, "br")) return (Brotli, "br");
            return Gzip is not null && Takes(accepted, "gzip") ? (Gzip, "gzip") : (Content, null);
        }

        private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
            accepted.Any(entry => entry.Value == encoding && entry.Quality is null or not 0);

        private static byte[]? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

        private static string TypeOf(string file) => Path.GetExtension(file) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            ".woff2" => "font/woff2",
            var other => throw new InvalidOperationException($"{other} is not a known type of static file."),
        };
    }
}
