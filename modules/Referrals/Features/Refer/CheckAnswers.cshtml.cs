using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Check your answers, and send them. Sent twice, by a double click or from two tabs, it is one referral.</summary>
internal sealed class CheckAnswersModel(GivenAnswers answers, ReferralIntake intake, DraftStore drafts, DemonstrationMode demonstration, AreaLimit limit)
    : ReferPage
{
    public IEnumerable<GivenAnswer> Answers => answers.Of(Flow);

    /// <summary>What we noticed about single answers, with the question to change each.</summary>
    public IReadOnlyList<InputNote> Notes =>
        [.. InputNote.Of(intake.Check(Given, new(ReferralSource)).Ready?.Warnings ?? [], ReferralSource, T).Where(note => Flow.Steps.Contains(note.Step))];

    public bool IsUrgent => Given.Safety.NeedsSomebodyToday();

    protected override string Key => ReferralFlow.CheckAnswers;

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => answers => answers;

    protected override async Task<IActionResult> SaveAsync(Func<DraftAnswers, DraftAnswers> answer, CancellationToken cancellationToken)
    {
        if (!Flow.IsComplete) return Redirect(To(Flow.Next));
        var (referral, refusal) = await intake.ReceiveAsync(
            Given, new(ReferralSource, Draft.IdempotencyKey) { IsDemonstration = demonstration.IsOn, Origin = Sender.Of(HttpContext) }, cancellationToken,
            area => limit.Take(HttpContext, area));
        if (referral is null) return await AskAgainAsync(refusal!, cancellationToken);
        await drafts.SentAsync(Draft, referral, cancellationToken);
        // What remains is a reference. It is gone with the browser, on a phone too.
        FormCookie.Of(ReferralSource).Keep(HttpContext, FormCookie.Read(HttpContext, ReferralSource)!);
        return Redirect(To("done"));
    }

    // An answer that a page accepted and validation refuses, such as a birth date after midnight, is asked again.
    private async Task<IActionResult> AskAgainAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        // The area has just closed this source: the form leads to the page that says so.
        if (refusal.Code == ReferralProblems.DoorClosedCode) return Redirect(To(Key));
        if (refusal.Code == ReferralProblems.TooManyCode)
        {
            limit.SayWhen(HttpContext);
            return StatusCode(refusal.Problem.Status);
        }
        var wrong = refusal.Errors.Keys.Select(ReferralFlow.StepOf).Where(Flow.Steps.Contains).ToArray();
        if (wrong.Length == 0) throw new InvalidOperationException($"A finished form was refused: {refusal.Code}, {string.Join(", ", refusal.Errors.Keys)}.");
        await drafts.AnswerAsync(
            ReferralSource, FormCookie.Read(HttpContext, ReferralSource),
            draft => draft with { Answers = wrong.Aggregate(draft.Answers, (kept, step) => kept.Without(step)) },
            cancellationToken);
        return Redirect(To(wrong[0]));
    }
}
