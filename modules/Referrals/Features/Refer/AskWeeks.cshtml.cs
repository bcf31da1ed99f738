using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>How long have you been out of work, or off sick? In weeks, months or years, as people count.</summary>
internal sealed class AskWeeksModel : ReferPage
{
    private const int Max = 5200;

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    public Text Ask => Say(Key);

    protected override string Key => (string)RouteData.Values["question"]!;

    private bool IsOffSick => Key == "weeks-off-sick";

    protected override void Show(DraftAnswers answers)
    {
        var weeks = IsOffSick ? answers.Given.Work.WeeksOffSick : answers.Given.Work.WeeksOutOfWork;
        Number = weeks?.ToString(CultureInfo.InvariantCulture);
        Unit = weeks is null ? null : "weeks";
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var number = ReadNumber(nameof(Number), Number, 0, Max, T["refer.weeks-missing"], T["refer.weeks-wrong"]);
        var unit = ReadChoice(nameof(Unit), Unit, ["weeks", "months", "years"], T["refer.weeks-unit-missing"]);
        if (number is null || unit is null) return null;
        // Whole weeks that have passed for certain: a month is at least four of them, a year at least 52.
        var weeks = unit switch { "months" => (int)(number.Value * 52L / 12), "years" => number.Value * 52, _ => number.Value };
        if (weeks > Max)
        {
            AddError(nameof(Number), T["refer.weeks-wrong"]);
            return null;
        }
        return answers => answers.GiveWork(work => IsOffSick ? work with { WeeksOffSick = weeks } : work with { WeeksOutOfWork = weeks });
    }
}
