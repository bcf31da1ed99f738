using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What makes work hard, or would help? In plain words, from the national list.</summary>
internal sealed class AskBarriersModel : ReferPage
{
    [BindProperty]
    public string[] Needs { get; set; } = [];

    public IEnumerable<Choice> Choices =>
    [
        .. Need.All.Select(need => new Choice { Value = need, Text = T[FormWords.OfNeed(T, need, ReferralSource)] }),
        new Choice { Divider = T["common.or"] },
        new Choice { Value = "none", Text = T["common.rather-not-say"], Behaviour = ChoiceBehaviour.Exclusive },
    ];

    protected override string Key => "barriers";

    protected override void Show(DraftAnswers answers)
    {
        Needs = [.. answers.Given.Health.Needs];
        if (Needs.Length == 0 && answers.Has(Key)) Needs = ["none"];
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var needs = ReadChoices(nameof(Needs), Needs, Need.All);
        if (Needs.Length == 0) AddError(nameof(Needs), Say("barriers-missing"));
        return answers => answers.Give(given => given with { Health = given.Health with { Needs = needs } });
    }
}
