using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A question of the area's own: its settings or its plugin say what kind it is, its texts say the words, and this page asks any of them.</summary>
internal sealed class AskAreaQuestionModel(AreaPhrases phrases) : ReferPage
{
    private const int MaxWords = 1000;

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string[] Answers { get; set; } = [];

    public ExtraQuestion Question => Flow.State.Area!.ExtraQuestions.First(question => ReferralFlow.KeyOf(question) == Key);

    public Text Ask => phrases.Ask(Flow.State.Area!, Question, Flow.State.ReferralSource);

    public Text? Hint => phrases.Hint(Flow.State.Area!, Question, Flow.State.ReferralSource);

    public Text SeveralHint => Hint ?? T["refer.choose-all"];

    public IEnumerable<Choice> Choices => Question.Kind == QuestionKind.YesNo
        ? [new Choice { Value = "yes", Text = T["common.yes"] }, new Choice { Value = "no", Text = T["common.no"] }, .. MayBeLeft("common.not-sure")]
        : [.. Question.Options.Select(option =>
            new Choice { Value = option, Text = phrases.Option(Flow.State.Area!, Question, option, Flow.State.ReferralSource) }),
            .. MayBeLeft("common.rather-not-say")];

    protected override string Key => $"area-question/{RouteData.Values["code"]}";

    protected override void Show(DraftAnswers answers)
    {
        var given = answers.Given.Answers.GetValueOrDefault(Question.Code);
        var left = answers.Has(Key) && Question.Kind is (QuestionKind.YesNo or QuestionKind.One or QuestionKind.Several) ? Left : null;
        Answer = given ?? left;
        Answers = (given ?? left)?.Split(',') ?? [];
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var code = Question.Code;
        var answer = ReadAnswer();
        if (HasErrors) return null;
        return answers => answers.Give(given => given with
        {
            Answers = answer is null
                ? given.Answers.Where(one => one.Key != code).ToDictionary()
                : new Dictionary<string, string>(given.Answers) { [code] = answer },
        });
    }

    private const string Left = "none";

    private IEnumerable<Choice> MayBeLeft(string words)
    {
        if (!Question.MayBeLeft) yield break;
        yield return new Choice { Divider = T["common.or"] };
        yield return new Choice { Value = Left, Text = T[words], Behaviour = Question.Kind == QuestionKind.Several ? ChoiceBehaviour.Exclusive : null };
    }

    private string? ReadAnswer()
    {
        var missing = Question.MayBeLeft ? null : T["refer.answer-missing"];
        switch (Question.Kind)
        {
            case QuestionKind.Several:
                var chosen = ReadChoices(nameof(Answers), Answers, Question.Options);
                if (chosen.Count == 0 && missing is not null) AddError(nameof(Answers), missing);
                return chosen.Count == 0 ? null : string.Join(',', chosen);
            case QuestionKind.YesNo:
            case QuestionKind.One:
                var choices = Question.Kind == QuestionKind.YesNo ? ["yes", "no"] : Question.Options;
                // Radios that may be left still want an answer: one of them says so.
                var choice = ReadChoice(nameof(Answer), Answer, Question.MayBeLeft ? choices.Append(Left) : choices, T["refer.answer-missing"]);
                return choice == Left ? null : choice;
            case QuestionKind.Number:
                if (string.IsNullOrWhiteSpace(Answer) && missing is null) return null;
                return ReadNumber(nameof(Answer), Answer, 0, 99999, T["refer.answer-missing"], T["refer.number-wrong"])?.ToString(CultureInfo.InvariantCulture);
            default:
                return ReadText(nameof(Answer), Answer, TextKind.Words, MaxWords, missing);
        }
    }
}
