using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Partners;

/// <summary>The search results; when nothing fits, the nearest matches and the next steps.</summary>
internal sealed class FindHelpResultsModel(IPartnerSearch partners, IAreaCatalogue catalogue, StatedPlaces places, ITexts texts) : PageModel
{
    private const int OnOnePage = 10;
    private const int Max = 500;

    public HelpSearch Search { get; private set; } = new();

    public PartnerSearchResults Errors { get; private set; } = null!;

    public IReadOnlyList<HelpCard> Shown { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Errors.Found.Count + OnOnePage - 1) / OnOnePage);

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
        Errors = await partners.SearchAsync(Search.Query(Max), cancellationToken);
        Number = Math.Min(Search.Page, Pages);
        var found = Errors.Found.Count > 0 ? Errors.Found.Skip((Number - 1) * OnOnePage).Take(OnOnePage) : Errors.Nearest;
        Shown = [.. found.Select(one => new HelpCard(one, catalogue.Ready.GetValueOrDefault(one.Area)?.Settings, texts))];
    }

    public string AddressOf(int page) => (Search with { Page = page }).Address(HelpSearch.Path);

    /// <summary>The search criteria, line by line.</summary>
    public IEnumerable<(Text Key, IHtmlContent Value)> Asked()
    {
        var named = Errors.Found.Concat(Errors.Nearest).Where(found => Search.Services.Contains(found.Service.Code))
            .Select(found => found.Service.OrganisationName).Distinct().ToArray();
        if (named.Length > 0) yield return (texts["help.asked-names"], HelpCard.List(named.Select(name => HelpCard.English(texts, name))));
        if (Search.Needs.Count > 0) yield return (texts["help.asked-needs"], HelpCard.List(Search.Needs.Select(need => texts[$"needs.{need}"])));
        if (places.NameOf(Search.Place) is { } place) yield return (texts["help.asked-place"], HelpCard.English(texts, place));
        if (Search.Speaks is { } speaks) yield return (texts["help.languages"], SpokenLanguages.NameOf(speaks));
        if (Search.Meet.Count > 0) yield return (texts["help.meeting"], HelpCard.List(Search.Meet.Select(way => texts[$"ways.{way}"])));
    }
}
