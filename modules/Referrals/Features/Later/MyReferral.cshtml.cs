using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Where is my referral? And what we hold to reach the person.</summary>
internal sealed class MyReferralModel(
    IAreaCatalogue catalogue, IPartnerDirectory partners, VerifiedSessionStore visits, ContactTime contactTime) : VerifiedSessionPage
{
    private static readonly string[] Changes = ["contact", "language", "messages", "withdrawn"];

    /// <summary>What has just been changed; a code of ours.</summary>
    [BindProperty(SupportsGet = true, Name = "changed")]
    public string? Changed { get; set; }

    public string? Said => Changes.Contains(Changed) ? Changed : null;

    public string Stands => Referral switch
    {
        { EndReason: "withdrawn" } => "withdrawn",
        { EndReason: not null } => "ended",
        { Decision.Outcome: EligibilityOutcome.NotEligible } => "not-eligible",
        { AcceptedAt: not null } => "accepted",
        { Decision.Outcome: EligibilityOutcome.NeedsReview } => "review",
        { Next: NextStep.OfferToPartner } => "offered",
        { Next: NextStep.OfferTrial } => "trial",
        { Next: NextStep.OfferProgramme } => "programme",
        _ => "team",
    };

    public DateOnly ReceivedOn => LondonTime.DateOf(Referral.ReceivedAt);

    /// <summary>When somebody gets in touch, while the person waits for that.</summary>
    public Text? WhenContacted => Stands is "review" or "offered" or "trial" or "programme" or "team"
        ? contactTime.Say(Referral.Area, ReceivedOn, ReferralSource.Self) : null;

    /// <summary>What somebody else told us of the reader, in the words of the form. What was said about danger is not shown: others may be looking.</summary>
    public IEnumerable<Text> Told =>
    [
        .. Referral.Facts.Situation is { } situation ? [T[$"refer.situation-{StoredKeys<WorkSituation>.Of(situation)}"]] : Array.Empty<Text>(),
        .. Referral.Facts.Needs.Select(need => T[$"needs.{need}"]),
        .. Referral.Facts.MainHealthProblem is { } problem
            ? [T[$"choices.health-{problem.ToString(System.Globalization.CultureInfo.InvariantCulture)}"]] : Array.Empty<Text>(),
    ];

    /// <summary>Where the reader refers themselves again: the area's own way, where it is open.</summary>
    public string Again => catalogue.Ready.GetValueOrDefault(Referral.Area)?.IsOpen(ReferralSource.Self) == true ? $"/refer/self?area={Referral.Area}" : "/";

    public string? Service => catalogue.Ready.GetValueOrDefault(Referral.Area)?.Settings.ServiceName;

    public string? Partner =>
        Referral.Organisation is { } code ? partners.Organisations(Referral.Area).FirstOrDefault(organisation => organisation.Code == code)?.Name : null;

    public Text Language => T.Languages.FirstOrDefault(language => language.Tag == Person.Language) is { } language
        ? new Text(language.Name) { Language = language.Tag, Direction = language.Direction }
        : new Text(Person.Language);

    public IEnumerable<Text> Messages => Enum.GetValues<Channel>()
        .Select(channel => Line(Person.Contact.Stopped.Contains(channel), StoredKeys<Channel>.Of(channel)))
        .Prepend(Line(Person.Contact.NeverCall, NeverWords.Call));

    private Text Line(bool isStopped, string way) => T[$"later.{(isStopped ? "stopped" : "open")}-{way}"];

    public void OnGet()
    {
    }

    /// <summary>Ends the session, so the next user of this computer sees nothing.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await visits.CloseAsync(VerifiedSessionCookie.Read(HttpContext), cancellationToken);
        VerifiedSessionCookie.Forget(HttpContext);
        return Redirect("/");
    }
}
