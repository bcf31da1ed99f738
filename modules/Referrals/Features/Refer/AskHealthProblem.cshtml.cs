using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Which health problem gets in the way of work most? By the list of the Labour Force Survey, in plain words.</summary>
internal sealed class AskHealthProblemModel : ReferPage
{
    private const string NotSaid = "none";

    // Those that bring most people come first; "something else" comes last.
    private static readonly int[] Order = [12, 15, 3, 1, 2, 18, 14, 9, 8, 11, 10, 7, 4, 5, 6, 13, 16, 17];

    [BindProperty]
    public string? Problem { get; set; }

    public IEnumerable<Choice> Problems =>
    [
        .. Order.Select(number => number.ToString(CultureInfo.InvariantCulture))
        .Select(number => new Choice { Value = number, Text = T[$"choices.health-{number}"] }),
        new Choice { Divider = T["common.or"] },
        new Choice { Value = NotSaid, Text = T["common.rather-not-say"] },
    ];

    protected override string Key => "health-problem";

    protected override void Show(DraftAnswers answers) =>
        Problem = answers.Given.Health.MainProblem?.ToString(CultureInfo.InvariantCulture) ?? (answers.Has(Key) ? NotSaid : null);

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var choices = Order.Select(number => number.ToString(CultureInfo.InvariantCulture)).Append(NotSaid);
        if (ReadChoice(nameof(Problem), Problem, choices, T["refer.answer-missing"]) is not { } problem) return null;
        int? number = problem == NotSaid ? null : int.Parse(problem, CultureInfo.InvariantCulture);
        return answers => answers.Give(given => given with { Health = given.Health with { MainProblem = number } });
    }
}
