using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Can we help you? The area's rules answer before anything personal is asked: yes; not here, and who may help instead; or let us talk, and how.
/// </summary>
internal sealed class CanWeHelpModel(AreaPhrases phrases, IAreaCatalogue catalogue) : ReferPage
{
    /// <summary>Another area to go on with.</summary>
    [BindProperty]
    public string? Other { get; set; }

    public EligibilityOutcome Outcome => Flow.State.Asked.Decision.Outcome;

    public bool IsUnsafe => Given.Safety.NeedsSomebodyToday();

    public IEnumerable<Text> Reasons => Flow.State.Asked.Decision.Reasons.Select(reason => phrases.Reason(Flow.State.Asked.Place.AreaCode, reason));

    public IEnumerable<Text> Advice => Flow.State.Asked.Decision.Advice.Select(reason => phrases.Reason(Flow.State.Asked.Place.AreaCode, reason));

    public IReadOnlyList<ServiceInWords> AlternativeAreas => [.. OtherAreas.Select(code => ServiceInWords.Of(catalogue.Ready[code]))];

    /// <summary>Whether another area takes this form. Where it does not, its own page says which ways are open.</summary>
    public bool MayGoOn(string area) => catalogue.Ready[area].IsOpen(ReferralSource);

    protected override string Key => ReferralFlow.CanWeHelp;

    private IReadOnlyList<string> OtherAreas =>
        Outcome == EligibilityOutcome.NotEligible ? Get<AskArea>().AreasToTry(Flow.State.Area, Flow.State.Asked.Facts) : [];

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (Other is { } other && OtherAreas.Contains(other) && MayGoOn(other))
            return answers => answers.With(ReferralFlow.OtherArea).Give(given => given with { Area = other });
        // There is no button to go on with where the area cannot help and nobody was promised to look at it.
        return ReferralFlow.CanGoOn(Flow.State) ? answers => answers : null;
    }
}
