using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners;

/// <summary>
/// A search for local help as stored in the URL: codes only. Typed text, such as a postcode, is posted in a form and never reaches the URL
/// (docs/decisions/0008-partners-and-capacity.md).
/// </summary>
internal sealed record HelpSearch
{
    public const string Path = "/find-help/results";

    /// <summary>The maximum number of services a name may match; with more it is treated as an ordinary word.</summary>
    public const int MaxServices = 20;

    private const int MaxPages = 1000;

    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Codes of services searched for by name. The URL never holds the typed text.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    public PlaceAnswer Place { get; init; } = PlaceAnswer.NotGiven;

    public string? Speaks { get; init; }

    public IReadOnlyList<string> Meet { get; init; } = [];

    /// <summary>Whether advice for somebody in danger comes first.</summary>
    public bool HelpNowFirst { get; init; }

    /// <summary>The page of the results, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Reads a URL's query. Unknown codes are ignored.</summary>
    public static HelpSearch Read(IQueryCollection query) => new()
    {
        Needs = [.. Need.All.Where(query["need"].Contains)],
        Services = [.. query["service"].OfType<string>().Where(code => code.Length is > 0 and <= 60 && Codes.IsCode(code)).Distinct().Take(MaxServices)],
        Place = PlaceAnswer.Read(query),
        Speaks = Language(query["speaks"]),
        Meet = [.. MeetingWay.All.Where(query["meet"].Contains)],
        HelpNowFirst = query["first"] == "help-now",
        Page = int.TryParse(query["number"], out var page) ? Math.Clamp(page, 1, MaxPages) : 1,
    };

    /// <summary>A language tag, if the text has the format of one.</summary>
    public static string? Language(string? tag) =>
        tag is { Length: >= 2 and <= 12 } && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && char.IsAsciiLetter(tag[0]) ? tag : null;

    public string Address(string path) => path + new QueryBuilder(Parts()).ToQueryString();

    public PartnerQuery Query(int most) =>
        new() { Needs = Needs, Services = Services, Area = Place.Area, Authority = Place.Authority, Board = Place.Board, Language = Speaks, MeetingWays = Meet,
        Max = most };

    private IEnumerable<KeyValuePair<string, string>> Parts()
    {
        foreach (var need in Needs) yield return new("need", need);
        foreach (var service in Services) yield return new("service", service);
        foreach (var part in Place.Parts()) yield return part;
        if (Speaks is not null) yield return new("speaks", Speaks);
        foreach (var way in Meet) yield return new("meet", way);
        if (HelpNowFirst) yield return new("first", "help-now");
        if (Page > 1) yield return new("number", Page.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>The result of resolving a typed place: at most a district, each of which has about a hundred thousand people.</summary>
internal sealed record PlaceAnswer
{
    public static PlaceAnswer NotGiven { get; } = new();

    /// <summary>A local authority's ONS code.</summary>
    public string? Authority { get; init; }

    /// <summary>An integrated care board's ONS code.</summary>
    public string? Board { get; init; }

    /// <summary>An area's code, when the text named the area itself.</summary>
    public string? Area { get; init; }

    /// <summary>The kind of place that was not found: "postcode", "name", or "several" that have the name; null when it was found or none was given.</summary>
    public string? Unknown { get; init; }

    public static PlaceAnswer Read(IQueryCollection query) => new()
    {
        Authority = Code(query["authority"]),
        Board = Code(query["board"]),
        Area = query["area"].ToString() is { Length: > 0 and <= 60 } area && Codes.IsCode(area) ? area : null,
        Unknown = query["unknown"].ToString() is "postcode" or "name" or "several" ? query["unknown"].ToString() : null,
    };

    public IEnumerable<KeyValuePair<string, string>> Parts() =>
        new[] { ("authority", Authority), ("board", Board), ("area", Area), ("unknown", Unknown) }.Where(part => part.Item2 is not null)
        .Select(part => KeyValuePair.Create(part.Item1, part.Item2!));

    private static string? Code(string? text) =>
        text is { Length: 9 } && text[0] == 'E' && text.AsSpan(1).ContainsAnyExceptInRange('0', '9') is false ? text : null;
}
