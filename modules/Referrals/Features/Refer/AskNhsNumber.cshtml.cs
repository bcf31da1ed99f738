using Microsoft.AspNetCore.Mvc;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>What is the person's NHS number? Asked of primary care, and may be left out.</summary>
internal sealed class AskNhsNumberModel : ReferPage
{
    [BindProperty]
    public string? Number { get; set; }

    protected override string Key => "nhs-number";

    protected override void Show(DraftAnswers answers) => Number = answers.Given.Person.NhsNumber;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var number = ReadText(nameof(Number), Number, TextKind.Line, 40);
        if (NhsNumber.Read(number) is { IsValid: false }) AddError(nameof(Number), Say("nhs-number-wrong"));
        return answers => answers.GivePerson(person => person with { NhsNumber = number });
    }
}
