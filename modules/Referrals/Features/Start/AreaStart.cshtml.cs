using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The first page of an area: what it offers and how to reach it, from its own published settings. What it does not state is not said.</summary>
internal sealed class AreaStartModel(IAreaCatalogue catalogue, ITexts texts, AreaPhrases phrases) : PageModel
{
    public Area Area { get; private set; } = null!;

    /// <summary>The area's limits in words, those that people should know before they start.</summary>
    public IReadOnlyList<Text> Limits =>
    [
        .. Limit(LimitNames.MinimumAge), .. Limit(LimitNames.MaximumAge), .. Limit(LimitNames.MinimumWeeksOutOfWork),
        .. Limit(LimitNames.MaximumWeeksOutOfWork),
        .. Limit(LimitNames.WeeksOfSupportInWork), .. Limit(LimitNames.WeeksOfSupportSeekingWork),
    ];

    public bool HasReferralSource(ReferralSource referralSource) => Area.IsOpen(referralSource);

    /// <summary>What a programme offers, in the words of the question that asks for it.</summary>
    public Text Offer(string code, string name) =>
        Area.ExtraQuestions.FirstOrDefault(question => question.Fills == Fact.LookingFor) is { } question && question.Options.Contains(code)
            ? phrases.Option(Area, question, code)
            : new Text(name) { Language = texts.Language.Tag == Language.Source ? null : Language.Source, Direction = "ltr" };

    public IActionResult OnGet(string code)
    {
        if (!catalogue.Ready.TryGetValue(code, out var area)) return NotFound();
        Area = area;
        return Page();
    }

    private IEnumerable<Text> Limit(string name) =>
        Area.Settings.Limits.TryGetValue(name, out var limit)
        ? [texts[$"start.limit-{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name)}", ("number", limit.Value)]] : [];
}
