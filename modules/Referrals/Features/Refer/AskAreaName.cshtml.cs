using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Which of these areas do you live in? For those whose postcode and practice do not say.</summary>
internal sealed class AskAreaNameModel(IAreaCatalogue catalogue) : ReferPage
{
    private const string NoneOfThese = "none";

    [BindProperty]
    public string? Area { get; set; }

    public IEnumerable<Choice> Areas =>
    [
        .. catalogue.Ready.Values.OrderBy(area => area.Settings.Name, StringComparer.Ordinal)
        .Select(area => new Choice { Value = area.Code, Text = T.Latin(area.Settings.NameIn(T.Language.Tag)) }),
        new Choice { Divider = T["common.or"] },
        new Choice { Value = NoneOfThese, Text = T["refer.area-none"] },
    ];

    protected override string Key => "area";

    protected override void Show(DraftAnswers answers) => Area = answers.Given.Area ?? (answers.Has(Key) ? NoneOfThese : null);

    protected override Func<DraftAnswers, DraftAnswers>? Read() =>
        ReadChoice(nameof(Area), Area, catalogue.Ready.Keys.Append(NoneOfThese), Say("area-missing")) is { } area
            ? answers => answers.Give(given => given with { Area = area == NoneOfThese ? null : area })
            : null;
}
