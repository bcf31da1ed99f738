using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A fact that is answered with yes or no, asked only where the area's rules use it.</summary>
internal sealed class AskFactModel : ReferPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public Text Ask => Say(Key.Replace('/', '-'));

    protected override string Key => $"fact/{RouteData.Values["fact"]}";

    private FactDescriptor Fact => FactDescriptor.All.First(fact => fact.Step == Key);

    protected override void Show(DraftAnswers answers) => Answer = YesNo(Fact.Of(answers.Given)) ?? (answers.Has(Key) ? "not-sure" : null);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Answer), Answer, ["yes", "no", "not-sure"], T["refer.yes-no-missing"]) is not { } answer) return null;
        return answers => answers.Give(given => Fact.With(given, answer switch { "yes" => true, "no" => false, _ => null }));
    }
}
