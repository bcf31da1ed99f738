using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Partners;

/// <summary>The search results; when nothing fits, the nearest matches and the next steps.</summary>
[AllowAnonymous]
internal sealed class FindHelpResultsModel(IPartnerSearch partners, IAreaCatalogue catalogue, StatedPlaces places, ITexts texts) : PageModel
{
    private const int OnOnePage = 10;
    private const int Max = 500;

    public HelpSearch Search { get; private set; } = new();

    public PartnerSearchResults Errors { get; private set; } = new() { Place = new(PostcodeState.NotGiven, null, HomePlace.Unknown) };

    public IReadOnlyList<HelpCard> Shown { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Count + OnOnePage - 1) / OnOnePage);

    /// <summary>How many cards there are for what fits.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nobody said where they live, so that nobody can say how far away this help is.</summary>
    public bool IsAnywhere => PlaceNote is null && Errors.Area is null && Search.Place.Area is null;

    /// <summary>The text key of the error in the place; null when there is none.</summary>
    public string? PlaceNote => Search.Place switch
    {
        { Unknown: { } unknown } => $"help.unknown-{unknown}",
        { Authority: not null } when Errors.Area is null => "help.not-served",
        _ => null,
    };

    public string ChangeAddress => (Search with { Page = 1 }).Address("/find-help");

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Search = HelpSearch.Read(Request.Query);
        // Of a place that nobody knows, help from just anywhere would be a guess.
        if (Search.Place.Unknown is not null) return;
        Errors = await partners.SearchAsync(Search.Query(Max), cancellationToken);
        var found = Errors.Found.Count > 0 ? Errors.Found : Errors.Nearest;
        HelpCard[] cards = [.. found.GroupBy(HelpCard.Alike).Select(alike =>
            new HelpCard([.. alike], catalogue.Ready.GetValueOrDefault(alike.First().Area)?.Settings, texts))];
        Count = Errors.Found.Count > 0 ? cards.Length : 0;
        Number = Math.Min(Search.Page, Pages);
        Shown = Count > 0 ? [.. cards.Skip((Number - 1) * OnOnePage).Take(OnOnePage)] : cards;
    }

    public string AddressOf(int page) => (Search with { Page = page }).Address(HelpSearch.Path);

    /// <summary>The search criteria, line by line.</summary>
    public IEnumerable<(Text Key, IHtmlContent Value)> Asked()
    {
        var named = Errors.Found.Concat(Errors.Nearest).Where(found => Search.Services.Contains(found.Service.Code))
            .Select(found => found.IsProviderStated ? found.Service.OrganisationName : found.Service.Name).Distinct().ToArray();
        if (named.Length > 0) yield return (texts["help.asked-names"], HelpCard.List(named.Select(name => HelpCard.English(texts, name))));
        if (Search.Needs.Count > 0) yield return (texts["help.asked-needs"], HelpCard.List(Search.Needs.Select(need => texts[$"needs.{need}"])));
        if (places.NameOf(Search.Place) is { } place) yield return (texts["help.asked-place"], HelpCard.English(texts, place));
        if (Search.Speaks is { } speaks) yield return (texts["help.languages"], SpokenLanguages.NameOf(speaks));
        if (Search.Meet.Count > 0) yield return (texts["help.meeting"], HelpCard.List(Search.Meet.Select(way => texts[$"ways.{way}"])));
    }
}
