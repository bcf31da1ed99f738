using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>When were you born? It may be left out.</summary>
internal sealed class AskBirthDateModel : ReferPage
{
    private const int Oldest = 120;

    [BindProperty]
    public DateAnswer BornOn { get; set; } = new();

    protected override string Key => "birth-date";

    protected override void Show(DraftAnswers answers) => BornOn = DateAnswer.Of(answers.Given.Person.BornOn);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var bornOn = ReadDate(nameof(BornOn), BornOn, missing: null);
        var today = Get<AskArea>().Today;
        if (bornOn >= today) AddError(nameof(BornOn), Say("birth-date-future"));
        else if (bornOn < today.AddYears(-Oldest)) AddError(nameof(BornOn), T["refer.birth-date-old"], "year");
        return answers => answers.GivePerson(person => person with { BornOn = bornOn });
    }
}
