using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>What a trial is, and whether the person wants to be asked to take part. The full consent is given to the trial's own team.</summary>
internal sealed class AskTrialModel : ReferPage
{
    [BindProperty]
    public string? Agrees { get; set; }

    protected override string Key => "trial";

    protected override void Show(DraftAnswers answers) => Agrees = answers.Given.Person.Consents.TryGetValue("trial", out var agrees) ? YesNo(agrees) : null;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadYesNo(nameof(Agrees), Agrees, T["refer.trial-missing"]) is not { } agrees) return null;
        return answers => answers.GivePerson(person => person with { Consents = new Dictionary<string, bool>(person.Consents) { ["trial"] = agrees } });
    }
}
