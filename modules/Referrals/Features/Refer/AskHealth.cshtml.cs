using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>Does a health condition or disability make work hard?</summary>
internal sealed class AskHealthModel : ReferPage
{
    [BindProperty]
    public string? Affects { get; set; }

    protected override string Key => "health";

    protected override void Show(DraftAnswers answers) => Affects = YesNo(answers.Given.Work.HealthAffectsWork) ?? (answers.Has(Key) ? "not-sure" : null);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Affects), Affects, ["yes", "no", "not-sure"], Say("health-missing")) is not { } answer) return null;
        return answers => answers.GiveWork(work => work with { HealthAffectsWork = answer switch { "yes" => true, "no" => false, _ => null } });
    }
}
