using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Partners;

/// <summary>The search form for local help. The answers are posted; only codes go into the URL of the results.</summary>
[AllowAnonymous]
internal sealed class FindHelpModel(StatedPlaces places, SpokenLanguages languages, SearchWords words, ServiceNames names) : QuestionPage
{
    private const int LongestAnswer = 100;

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string[] Needs { get; set; } = [];

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Speaks { get; set; }

    [BindProperty]
    public string[] Meet { get; set; } = [];

    public bool ShowsList { get; private set; }

    public IEnumerable<Choice> NeedChoices => Need.All.Select(need => new Choice { Value = need, Text = T[$"needs.{need}"] });

    public IEnumerable<Choice> WayChoices => MeetingWay.All.Select(way => new Choice { Value = way, Text = T[$"ways.{way}"] });

    public IReadOnlyList<SelectItem> Languages { get; private set; } = [];

    /// <summary>Shows the form, filled in when a search is being changed.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var search = HelpSearch.Read(Request.Query);
        Words = await names.OfAsync(search.Services, cancellationToken);
        (Needs, Speaks, Meet, Place) = ([.. search.Needs], search.Speaks, [.. search.Meet], places.NameOf(search.Place));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Words?.Length > LongestAnswer) AddError(nameof(Words), T["errors.too-long", ("limit", LongestAnswer)]);
        if (Place?.Length > LongestAnswer) AddError(nameof(Place), T["errors.too-long", ("limit", LongestAnswer)]);
        var meant = HasErrors ? [] : words.NeedsIn(Words);
        var named = HasErrors ? [] : await names.FindAsync(Words, cancellationToken);
        // "Advice" in "Citizens Advice" also matches a need; a whole name takes precedence over part of one.
        if (named.Count > 0 && meant.Any(need => !words.AllSpeakOf(need, Words))) meant = [];
        var isCrisis = !HasErrors && words.SpeakOfCrisis(Words);
        if (meant.Count == 0 && named.Count == 0 && !string.IsNullOrWhiteSpace(Words))
        {
            if (isCrisis) return Redirect("/help-now");
            if (!HasErrors) AddError(nameof(Words), T["help.words-unknown"]);
        }
        if (HasErrors) return Page();
        var search = new HelpSearch
        {
            Needs = [.. Need.All.Where(need => Needs.Contains(need) || meant.Contains(need))],
            Services = named,
            Place = places.Find(Place),
            Speaks = HelpSearch.Language(Speaks),
            Meet = [.. MeetingWay.All.Where(Meet.Contains)],
            HelpNowFirst = isCrisis,
        };
        return Redirect(search.Address(HelpSearch.Path));
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        ShowsList = Needs.Length > 0 || HasErrors;
        Languages = [new() { Value = "", Text = T["help.any-language"] },
            .. (await languages.AllAsync(T, cancellationToken)).Select(tag => new SelectItem { Value = tag, Text = SpokenLanguages.NameOf(tag) })];
    }
}
