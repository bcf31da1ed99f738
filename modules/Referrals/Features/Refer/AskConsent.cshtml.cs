using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What do you agree to? Each purpose by itself; only the service itself cannot do without a yes.</summary>
internal sealed class AskConsentModel : ReferPage
{
    [BindProperty]
    public string? Service { get; set; }

    [BindProperty]
    public string? Partners { get; set; }

    [BindProperty]
    public string? Employer { get; set; }

    [BindProperty]
    public string? Evaluation { get; set; }

    public IEnumerable<Choice> YesOrNo => [new Choice { Value = "yes", Text = T["common.yes"] }, new Choice { Value = "no", Text = T["common.no"] }];

    protected override string Key => "consent";

    protected override void Show(DraftAnswers answers)
    {
        string? Given(string purpose) => answers.Given.Person.Consents.TryGetValue(purpose, out var agreed) ? YesNo(agreed) : null;
        (Service, Partners, Employer, Evaluation) = (Given("service"), Given("share-with-partners"), Given("contact-employer"), Given("evaluation"));
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var missing = T["refer.consent-missing"];
        var service = ReadYesNo(nameof(Service), Service, missing);
        if (service == false) AddError(nameof(Service), Say("consent-needed"));
        var partners = ReadYesNo(nameof(Partners), Partners, missing);
        var employer = Flow.State.HasWork ? ReadYesNo(nameof(Employer), Employer, missing) : null;
        var evaluation = ReadYesNo(nameof(Evaluation), Evaluation, missing);
        if (HasErrors) return null;
        return answers => answers.GivePerson(person =>
        {
            var consents = new Dictionary<string, bool>(
                person.Consents) { ["service"] = true, ["share-with-partners"] = partners!.Value, ["evaluation"] = evaluation!.Value };
            consents.Remove("contact-employer");
            if (employer is { } agreed) consents["contact-employer"] = agreed;
            return person with { Consents = consents };
        });
    }
}
