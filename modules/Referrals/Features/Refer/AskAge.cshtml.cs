using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>How old are you? Asked only where the area's rules use it.</summary>
internal sealed class AskAgeModel : ReferPage
{
    [BindProperty]
    public string? Age { get; set; }

    protected override string Key => "age";

    protected override void Show(DraftAnswers answers) => Age = answers.Given.Person.Age?.ToString(CultureInfo.InvariantCulture);

    protected override Func<DraftAnswers, DraftAnswers>? Read() =>
        ReadNumber(nameof(Age), Age, 1, 120, Say("age-missing"), Say("age-wrong")) is { } age ? answers =>
        answers.GivePerson(person => person with { Age = age }) : null;
}
