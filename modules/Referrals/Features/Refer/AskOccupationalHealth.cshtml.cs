using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>Does the workplace have an occupational health service?</summary>
internal sealed class AskOccupationalHealthModel : ReferPage
{
    [BindProperty]
    public string? Has { get; set; }

    protected override string Key => "occupational-health";

    protected override void Show(DraftAnswers answers) =>
        Has = YesNo(answers.Given.Work.EmployerHasOccupationalHealth) ?? (answers.Has(Key) ? "not-sure" : null);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Has), Has, ["yes", "no", "not-sure"], T["refer.yes-no-missing"]) is not { } has) return null;
        return answers => answers.GiveWork(work => work with { EmployerHasOccupationalHealth = has switch { "yes" => true, "no" => false, _ => null } });
    }
}
