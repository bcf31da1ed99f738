using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>How would you like to meet?</summary>
internal sealed class AskMeetingModel : ReferPage
{
    [BindProperty]
    public string[] Ways { get; set; } = [];

    public IEnumerable<Choice> Choices =>
    [
        .. MeetingWay.All.Select(way => new Choice { Value = way, Text = T[$"ways.{way}"] }),
        new Choice { Divider = T["common.or"] },
        new Choice { Value = "none", Text = T["refer.meeting-any"], Behaviour = ChoiceBehaviour.Exclusive },
    ];

    protected override string Key => "meeting";

    protected override void Show(DraftAnswers answers)
    {
        Ways = [.. answers.Given.MeetingWays];
        if (Ways.Length == 0 && answers.Has(Key)) Ways = ["none"];
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var ways = ReadChoices(nameof(Ways), Ways, MeetingWay.All);
        return answers => answers.Give(given => given with { MeetingWays = ways });
    }
}
