using Microsoft.AspNetCore.Html;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Partners;

/// <summary>One service as shown to the reader.</summary>
internal sealed class HelpCard(FoundService found, AreaSettings? area, ITexts texts)
{
    private static readonly string[] Misses = ["helps-with-other-needs", "serves-other-places", "speaks-other-languages", "meets-in-other-ways"];

    public Text Name => English(texts, found.Service.Name);

    public Text Organisation => English(texts, found.Organisation.Name);

    /// <summary>The text key for why it is closed to new people; null when it is open.</summary>
    public string? NotNow => found.Service switch
    {
        { IsPaused: true } => "help.paused",
        { Capacity: { } capacity, Open: var open } when open >= capacity => "help.full",
        _ => null,
    };

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

    public string? Phone => found.Organisation.Phone ?? area?.Contact.Phone;

    public string? Email => found.Organisation.Email ?? area?.Contact.Email;

    public string? Web => Address(found.Organisation.Web ?? area?.Contact.Web);

    public bool HasContact => (Phone ?? Email ?? Web) is not null;

    /// <summary>Whether its area accepts self-referrals.</summary>
    public bool TakesPeopleThemselves => area?.ReferralSources.Contains(ReferralSource.Self) == true;

    public string Area => found.Area;

    private string AreaName => area?.Name ?? found.Area;

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
