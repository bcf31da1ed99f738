using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Check your answers, and send them. Sent twice, by a double click or from two tabs, it is one referral.</summary>
internal sealed class CheckAnswersModel(GivenAnswers answers, ReferralIntake intake, DraftStore drafts, DemonstrationMode demonstration, AreaLimit limit)
    : ReferPage
{
    public IEnumerable<GivenAnswer> Answers => answers.Of(Flow);

    public bool IsUrgent => Given.Safety.NeedsSomebodyToday();

    protected override string Key => ReferralFlow.CheckAnswers;

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => answers => answers;

    protected override async Task<IActionResult> SaveAsync(Func<DraftAnswers, DraftAnswers> answer, CancellationToken cancellationToken)
    {
        if (!Flow.IsComplete) return Redirect(To(Flow.Next));
        if (limit.Refuse(HttpContext, Draft.Area) is { } wait) return wait;
        var (referral, refusal) = await intake.ReceiveAsync(
            Given, new(ReferralSource, Draft.IdempotencyKey) { IsDemonstration = demonstration.IsOn }, cancellationToken);
        if (referral is null) return await AskAgainAsync(refusal!, cancellationToken);
        await drafts.SentAsync(Draft, referral, cancellationToken);
        return Redirect(To("done"));
    }

    // An answer that a page accepted and validation refuses, such as a birth date after midnight, is asked again.
    private async Task<IActionResult> AskAgainAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        // The area has just closed this source: the form leads to the page that says so.
        if (refusal.Code == ReferralProblems.DoorClosedCode) return Redirect(To(Key));
        var wrong = refusal.Errors.Keys.Select(StepOf).Where(Flow.Steps.Contains).ToArray();
        if (wrong.Length == 0) throw new InvalidOperationException($"A finished form was refused: {refusal.Code}, {string.Join(", ", refusal.Errors.Keys)}.");
        await drafts.AnswerAsync(
            ReferralSource, FormCookie.Read(HttpContext), draft => draft with { Answers = wrong.Aggregate(draft.Answers, (kept, step) => kept.Without(step)) },
            cancellationToken);
        return Redirect(To(wrong[0]));
    }

    private static string StepOf(string field) => field.Split('.', '[') switch
    {
        ["person", "givenName" or "familyName", ..] => "name",
        ["person", "bornOn", ..] => "birth-date",
        ["person", "nhsNumber", ..] => "nhs-number",
        ["referrer", "agreement", ..] => "agreement",
        ["referrer", ..] => ReferralFlow.Referrer,
        ["person", "age", ..] => "age",
        ["person", "contact", "safeTimes", ..] => "safe-times",
        ["person", "contact", ..] => "support",
        ["person", "language", ..] => "language",
        ["person", "consents", ..] => "consent",
        ["person", ..] => "contact",
        ["health", ..] => "barriers",
        ["employer", ..] => "employer",
        ["work", ..] => "situation",
        ["answers", var question, ..] => $"area-question/{question}",
        ["area", ..] => "area",
        ["practice", ..] => "gp",
        _ => "place",
    };
}
