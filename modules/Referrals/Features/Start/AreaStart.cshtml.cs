using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The first page of an area: what it offers and how to reach it, from its own published settings. What it does not state is not said.</summary>
[AllowAnonymous]
internal sealed class AreaStartModel(IAreaCatalogue catalogue, ITexts texts, AreaPhrases phrases) : PageModel
{
    public Area Area { get; private set; } = null!;

    /// <summary>
    /// The area's limits in words, those that people should know before they start. Each that concerns only some people says whom, because nobody has answered
    /// anything yet: somebody in work must not read that they have to be out of work.
    /// </summary>
    public IReadOnlyList<Text> Limits =>
    [
        .. Age(LimitNames.MinimumAge), .. Age(LimitNames.MaximumAge),
        .. Length(LimitNames.MinimumWeeksOutOfWork, "minimum-time-out-of-work"), .. Length(LimitNames.MinimumTimeOutOfWork, "minimum-time-out-of-work"),
        .. Length(LimitNames.MaximumWeeksOutOfWork, "maximum-time-out-of-work"), .. Length(LimitNames.MaximumTimeOutOfWork, "maximum-time-out-of-work"),
        .. Length(LimitNames.TimeOfSupport, "time-of-support"), .. Length(LimitNames.WeeksOfSupportInWork, "time-of-support-in-work"),
        .. Length(LimitNames.WeeksOfSupportSeekingWork, "time-of-support-seeking-work"),
    ];

    public bool HasReferralSource(ReferralSource referralSource) => Area.IsOpen(referralSource);

    /// <summary>What a programme offers, in the words of the question that asks for it.</summary>
    public Text Offer(string code, string name) =>
        Area.ExtraQuestions.FirstOrDefault(question => question.Fills == Fact.LookingFor) is { } question && question.Options.Contains(code)
            ? phrases.Option(Area, question, code, ReferralSource.Self)
            : new Text(name) { Language = texts.Language.Tag == Language.Source ? null : Language.Source, Direction = "ltr" };

    public IActionResult OnGet(string code)
    {
        if (!catalogue.Ready.TryGetValue(code, out var area)) return NotFound();
        Area = area;
        PageArea.Set(ViewData, code);
        return Page();
    }

    private IEnumerable<Text> Age(string name) =>
        Area.Settings.Limits.TryGetValue(name, out var limit)
        ? [texts[Entry(JsonNamingPolicy.KebabCaseLower.ConvertName(name), limit), ("number", limit.Value)]] : [];

    private IEnumerable<Text> Length(string name, string entry) =>
        Area.Settings.Limits.TryGetValue(name, out var limit)
        ? [texts[Entry(entry, limit), ("length", phrases.Length(Area, limit.Value, LimitNames.UnitOf(name, limit) ?? LimitUnit.Weeks))]] : [];

    private static string Entry(string name, Limit limit) => $"start.limit-{name}{(limit.IsExclusive ? "-exclusive" : "")}";
}
