using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>How did the person agree to this referral? In words: without an agreement there is no referral.</summary>
internal sealed class AskAgreementModel : ReferPage
{
    [BindProperty]
    public string? Agreement { get; set; }

    protected override string Key => "agreement";

    protected override void Show(DraftAnswers answers) => Agreement = answers.Given.Referrer?.Agreement;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var agreement = ReadText(nameof(Agreement), Agreement, TextKind.Words, 1000, Say("agreement-missing"));
        return answers => answers.GiveReferrer(referrer => referrer with { Agreement = agreement });
    }
}
