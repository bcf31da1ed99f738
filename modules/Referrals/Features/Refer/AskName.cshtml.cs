using System.Text;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>What is your name?</summary>
internal sealed class AskNameModel : ReferPage
{
    private const int Longest = 100;

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    protected override string Key => "name";

    protected override void Show(DraftAnswers answers) => (GivenName, FamilyName) = (answers.Given.Person.GivenName, answers.Given.Person.FamilyName);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var given = ReadName(nameof(GivenName), GivenName);
        var family = ReadName(nameof(FamilyName), FamilyName);
        if (!HasErrors && given is null && family is null) AddError(nameof(GivenName), Say("name-missing"));
        return answers => answers.GivePerson(person => person with { GivenName = given, FamilyName = family });
    }

    private string? ReadName(string field, string? typed)
    {
        var name = ReadText(field, typed, TextKind.Name, Longest);
        if (name is not null && !name.EnumerateRunes().Any(Rune.IsLetter)) AddError(field, T["refer.name-letters"]);
        return name;
    }
}
