using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Questions for referrers: a fit note, contact at work, news of progress.</summary>
internal sealed class AskReferrerFactModel : ReferPage
{
    [BindProperty]
    public string? Answer { get; set; }

    public string Entry => Key.Replace('/', '-');

    public IEnumerable<Choice> Choices
    {
        get
        {
            yield return new Choice { Value = "yes", Text = T["common.yes"] };
            yield return new Choice { Value = "no", Text = T["common.no"] };
            if (Fact is { MayBeUnsure: true }) yield return new Choice { Value = "not-sure", Text = T["common.not-sure"] };
        }
    }

    protected override string Key => $"referrer/{RouteData.Values["fact"]}";

    private ReferrerFact Fact => ReferrerFact.All.First(fact => ReferralFlow.KeyOf(fact) == Key);

    protected override void Show(DraftAnswers answers) =>
        Answer = !answers.Has(Key) || answers.Given.Referrer is not { } referrer ? null : YesNo(Fact.Of(referrer)) ?? "not-sure";

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Answer), Answer, Choices.Select(choice => choice.Value!), T["refer.answer-missing"]) is not { } answer) return null;
        bool? known = answer switch { "yes" => true, "no" => false, _ => null };
        return answers => answers.GiveReferrer(referrer => Fact.With(referrer, known));
    }
}
