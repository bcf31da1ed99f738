using Microsoft.AspNetCore.Html;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Partners;

/// <summary>
/// One kind of help as shown to the reader. Organisations of an area that give the same help to people of different GP practices share a card.
/// </summary>
internal sealed class HelpCard(IReadOnlyList<FoundService> alike, AreaSettings? area, ITexts texts)
{
    private static readonly string[] Misses = ["helps-with-other-needs", "serves-other-places", "speaks-other-languages", "meets-in-other-ways"];

    private readonly FoundService found = alike[0];

    public Text Name => English(texts, found.Service.Name);

    /// <summary>Whose help this is, and for people of which places.</summary>
    public Text Whose => texts["help.whose", ("name", area?.NameIn(texts.Language.Tag) ?? AreaName), ("service", area?.ServiceName ?? AreaName)];

    /// <summary>Who gives this help; several where the GP practice decides which.</summary>
    public IReadOnlyList<HelpProvider> Providers => [.. alike.Select(one => new HelpProvider(one, texts))];

    public IEnumerable<Text> Lacks => found.Misses.Where(miss => Misses.Contains(miss.Code)).Select(miss => texts[$"help.{miss.Code}"]);

    public IHtmlContent HelpsWith =>
        found.Service.HelpsWith.Count == 0 ? texts["help.any-need"] : List(found.Service.HelpsWith.Select(need => texts[$"needs.{need}"]));

    public IHtmlContent Languages => List(found.Service.Languages.Select(SpokenLanguages.NameOf));

    public IHtmlContent? Meeting => found.Service.MeetingWays.Count == 0 ? null : List(found.Service.MeetingWays.Select(way => texts[$"ways.{way}"]));

    public IHtmlContent Where
    {
        get
        {
            var places = area?.Authorities.Where(place => place.Codes.Any(found.Service.Catchment.Contains)).Select(place => English(texts, place.Name))
                .ToArray() ?? [];
            if (places.Length > 0) return List(places);
            return found.Service.Networks.Count > 0 ? texts["help.by-practice", ("area", English(texts, AreaName))] : English(texts, AreaName);
        }
    }

    /// <summary>How to reach it: each organisation that says so, else the area's own team, else nobody.</summary>
    public IReadOnlyList<HelpContact> Contacts
    {
        get
        {
            var own = alike.Where(one => one.IsProviderStated).Select(one => one.Organisation).DistinctBy(organisation => organisation.Code)
                .Select(one => new HelpContact(English(texts, one.Name), one.Phone, one.Email, Address(one.Web))).Where(contact => contact.IsAny).ToArray();
            if (own.Length > 0) return own;
            var team = new HelpContact(English(texts, area?.ServiceName ?? AreaName), area?.Contact.Phone, area?.Contact.Email, Address(area?.Contact.Web));
            return team.IsAny ? [team] : [];
        }
    }

    /// <summary>Whether its area accepts self-referrals.</summary>
    public bool TakesPeopleThemselves => area?.ReferralSources.Contains(ReferralSource.Self) == true;

    public string Area => found.Area;

    private string AreaName => area?.Name ?? found.Area;

    /// <summary>What two services have in common that differ only in the GP practices they are for.</summary>
    public static string Alike(FoundService one) => one.Service.Networks.Count == 0 ? $"{one.Area}/{one.Service.Code}"
        : string.Join('\n', [one.Area, one.Service.Name, .. one.Service.HelpsWith, "|", .. one.Service.Languages, "|", .. one.Service.MeetingWays, "|",
            .. one.Misses.Select(miss => miss.Code)]);

    /// <summary>Names of services and places are in English, whatever the page's language.</summary>
    public static Text English(ITexts texts, string words) =>
        texts.Language.Tag == Language.Source ? words : new Text(words) { Language = Language.Source, Direction = "ltr" };

    public static IHtmlContent List(IEnumerable<Text> items)
    {
        var all = items.ToArray();
        if (all is [var only]) return only;
        var list = new HtmlContentBuilder().AppendHtml("<ul class=\"nhsuk-list nhsuk-list--bullet nhsuk-u-margin-bottom-0\">");
        foreach (var item in all) list.AppendHtml("<li>").AppendHtml(item).AppendHtml("</li>");
        return list.AppendHtml("</ul>");
    }

    // The file may hold anything, so only web addresses become links.
    private static string? Address(string? web) =>
        Uri.TryCreate(web, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address.ToString() : null;
}

/// <summary>An organisation that gives the help of a card.</summary>
internal sealed class HelpProvider(FoundService found, ITexts texts)
{
    /// <summary>The organisation; where nobody states which it is, a sentence that says so.</summary>
    public Text Name => found.IsProviderStated ? HelpCard.English(texts, found.Organisation.Name) : texts["help.not-stated"];

    /// <summary>The networks of GP practices that it is for; none where it is for all.</summary>
    public IReadOnlyList<Text> Networks => [.. found.Service.Networks.Select(network => HelpCard.English(texts, network))];

    /// <summary>The text key for why it is closed to new people; null when it is open.</summary>
    public string? NotNow => found.Service switch
    {
        { IsPaused: true } => "help.paused",
        { Capacity: { } capacity, Open: var open } when open >= capacity => "help.full",
        _ => null,
    };
}

/// <summary>How somebody can be reached.</summary>
internal sealed record HelpContact(Text Name, string? Phone, string? Email, string? Web)
{
    public bool IsAny => (Phone ?? Email ?? Web) is not null;
}
