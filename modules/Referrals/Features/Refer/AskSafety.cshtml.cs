using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>Are you safe? A "no" shows at once what to do now, and staff look at the referral today.</summary>
internal sealed class AskSafetyModel : ReferPage
{
    [BindProperty]
    public string? Safety { get; set; }

    protected override string Key => "safety";

    protected override void Show(DraftAnswers answers) => Safety = !answers.Has(Key) ? null : answers.Given.Safety switch
    {
        { MayHarmThemselves: true } => "harm",
        { IsInDanger: true } => "danger",
        { MayHarmThemselves: false } => "safe",
        _ => "not-said",
    };

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Safety), Safety, ["safe", "harm", "danger", "not-said"], Say("safety-missing")) is not { } safety) return null;
        var given = safety switch
        {
            "safe" => new SafetyInput { MayHarmThemselves = false, IsInDanger = false },
            "harm" => new SafetyInput { MayHarmThemselves = true },
            "danger" => new SafetyInput { IsInDanger = true },
            _ => new SafetyInput(),
        };
        // What to do now is shown after every such answer, not only the first.
        return answers => answers.Without("get-help-now").Give(referral => referral with { Safety = given });
    }
}
