using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// The form began on the page of one area, and another serves the home: it leads over, before any rule of the wrong one decides. Who has a reason to stay,
/// such as a GP practice there, stays.
/// </summary>
internal sealed class AskOtherAreaModel(IAreaCatalogue catalogue) : ReferPage
{
    private const string Stay = "stay";
    private const string GoOver = "go-over";

    [BindProperty]
    public string? Area { get; set; }

    /// <summary>The service whose page was used.</summary>
    public string Asked => Given.Area is { } asked && catalogue.Ready.TryGetValue(asked, out var area) ? area.Settings.ServiceName : "";

    /// <summary>The service that serves the home.</summary>
    public string Serving => Flow.State.Asked.Serving!.Settings.ServiceName;

    public IEnumerable<Choice> Areas =>
    [
        new Choice { Value = GoOver, Text = T["refer.other-area-go-over", ("service", Serving)] },
        new Choice { Value = Stay, Text = T["refer.other-area-stay", ("service", Asked)] },
    ];

    protected override string Key => ReferralFlow.OtherArea;

    protected override void Show(DraftAnswers answers) => Area = answers.Has(Key) ? Stay : null;

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        if (ReadChoice(nameof(Area), Area, [GoOver, Stay], T["refer.other-area-missing"]) is not { } choice) return null;
        var serving = Flow.State.Asked.Serving!.Code;
        return answers => choice == Stay ? answers : answers.Give(given => given with { Area = serving });
    }
}
