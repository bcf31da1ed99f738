using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>What pages say of a case.</summary>
internal static class CaseWords
{
    private const string HealthPrefix = "health-";

    // The Labour Force Survey's list of health problems has 18.
    private static readonly string[] AllBarriers =
        [.. Need.All, .. Enumerable.Range(1, 18).Select(number => HealthPrefix + number.ToString(CultureInfo.InvariantCulture))];

    public static Text StateOf(ITexts texts, CoachingCase one) => texts["staff.case-state-" + StoredKeys<CaseState>.Of(one.State)];

    /// <summary>The priority with its reasons.</summary>
    public static Text PriorityOf(ITexts texts, CoachingCase one)
    {
        var priority = texts["staff.case-priority-" + StoredKeys<CasePriority>.Of(one.Priority)];
        return one.PriorityBecause.Count == 0 ? priority : texts["staff.case-priority-because", ("priority", priority.Value),
            ("because", string.Join(", ", one.PriorityBecause.Select(reason => texts["staff.case-because-" + reason].Value)))];
    }

    /// <summary>How long somebody has waited, in working hours.</summary>
    public static Text Waited(ITexts texts, TimeSpan time)
    {
        var hours = (int)time.TotalHours;
        return hours switch
        {
            0 => texts["staff.queue-under-an-hour"],
            1 => texts["staff.queue-one-hour"],
            _ => texts["staff.queue-hours", ("hours", texts.Number(hours))],
        };
    }

    /// <summary>How much of the support is left.</summary>
    public static Text Left(ITexts texts, CoachingCase one, DateOnly today) => one.EndsOn is not { } ends ? texts["staff.case-no-limit"]
        : SupportLimit.WeeksLeft(ends, today) switch
        {
            0 => texts["staff.case-time-over", ("on", texts.Date(ends))],
            1 => texts["staff.case-one-week-left", ("on", texts.Date(ends))],
            var weeks => texts["staff.case-weeks-left", ("weeks", texts.Number(weeks)), ("on", texts.Date(ends))],
        };

    /// <summary>How many weeks of the support are over, and of how many; null where there is no limit.</summary>
    public static Text? Used(ITexts texts, CoachingCase one, DateOnly today)
    {
        if (one.EndsOn is not { } ends) return null;
        var (used, all) = SupportLimit.WeeksUsed(LondonTime.DateOf(one.OpenedAt), ends, today);
        return texts["staff.case-weeks-used", ("used", texts.Number(used)), ("all", texts.Number(all))];
    }

    /// <summary>The limit, with who says so where the area has it from somebody else.</summary>
    public static Text LimitOf(ITexts texts, SupportLimit? limit) => limit is null ? texts["staff.case-limit-not-stated"]
        : texts[limit.EvidenceLevel == EvidenceLevel.Borrowed ? "staff.case-limit-borrowed" : "staff.case-limit-stated",
            ("count", texts.Number(limit.Count)), ("unit", texts["staff.case-unit-" + StoredKeys<LimitUnit>.Of(limit.Unit)].Value),
            ("source", limit.Source)];

    /// <summary>What a goal can remove: first what the referral names, then every other need and health problem of the lists.</summary>
    public static IEnumerable<SelectItem> Barriers(ITexts texts, ReferralFacts facts)
    {
        var health = facts.MainHealthProblem is { } problem ? [HealthPrefix + problem.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>();
        return facts.Needs.Concat(health).Where(IsBarrier).Concat(AllBarriers).Distinct()
            .Select(code => new SelectItem { Value = code, Text = BarrierOf(texts, code) })
            .Prepend(new SelectItem { Value = "", Text = texts["staff.plan-barrier-none"] });
    }

    /// <summary>Whether a code is a barrier: a need, or a health problem as the Labour Force Survey numbers them.</summary>
    public static bool IsBarrier(string code) => AllBarriers.Contains(code);

    public static Text BarrierOf(ITexts texts, string code) =>
        texts[code.StartsWith(HealthPrefix, StringComparison.Ordinal) ? "choices." + code : "needs." + code];
}
