using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WorkWell.Ui.Contracts;

/// <summary>The texts of one request, in the language chosen on the page, chosen earlier or set in the browser, in that order.</summary>
internal sealed class RequestTexts(TextCatalogue catalogue, IHttpContextAccessor accessor) : ITexts
{
    private Translation? translation;

    public Language Language => Translation.Language;

    public IReadOnlyList<Language> Languages => catalogue.Languages;

    private Translation Translation => translation ??= Choose();

    public Text this[string key, params ReadOnlySpan<(string Name, object Value)> values]
    {
        get
        {
            if (Translation.Texts.TryGetValue(key, out var words)) return words.Fill(key, Language, isFallback: false, Language, values);
            if (!catalogue.English.Texts.TryGetValue(key, out words))
                throw new KeyNotFoundException($"There is no text {key} in config/texts/{Language.Source}.");
            return words.Fill(key, catalogue.English.Language, isFallback: true, Language, values);
        }
    }

    public bool Has(string key) => catalogue.English.Texts.ContainsKey(key);

    public Text Date(DateOnly date) => Words.Of(date, Language);

    public Text Time(TimeOnly time) => Words.Of(time, Language);

    public Text Number(decimal number, int decimals = 0) => Words.Number(number, decimals, Language);

    public Text? Latin(string? words) => words is null ? null : Words.Isolated(words, (Text)words);

    /// <summary>Changes the language during a request, for a form that is shown again with its answers.</summary>
    public void Switch(string? tag)
    {
        if (catalogue.Find(tag) is not { } chosen) return;
        translation = chosen;
        if (accessor.HttpContext is { } http) LanguageCookie.Keep(http, chosen.Language);
    }

    private Translation Choose()
    {
        if (accessor.HttpContext is not { } http) return catalogue.English;
        // Staff work in English, whatever the language of the person on the telephone.
        if (http.Request.Path.StartsWithSegments("/staff", StringComparison.OrdinalIgnoreCase)) return catalogue.English;
        var asked = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? catalogue.Find(http.Request.Query[LanguageCookie.Parameter]) : null;
        return asked ?? catalogue.Find(http.Request.Cookies[LanguageCookie.Name]) ?? Preferred(http.Request) ?? catalogue.English;
    }

    private Translation? Preferred(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted)) return null;
        return wanted.Take(20).OrderByDescending(entry => entry.Quality ?? 1)
            .Select(entry => entry.Value.Value ?? "").Select(tag => catalogue.Find(tag) ?? catalogue.Find(tag.Split('-')[0]))
            .FirstOrDefault(found => found is not null);
    }
}

/// <summary>A session cookie that holds only the chosen language.</summary>
internal static class LanguageCookie
{
    public const string Name = "workwell-language";

    public const string Parameter = "lang";

    public static void Keep(HttpContext http, Language language) => http.Response.Cookies.Append(
        Name, language.Tag, new CookieOptions { HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
        Secure = ReaderCookie.IsSecure(http),
        Path = "/", IsEssential = true });
}
