using System.Globalization;

namespace WorkWell.Areas.Sdk.Tests;

/// <summary>docs/areas.md, written from the settings and the rules themselves.</summary>
internal static class AreasPage
{
    public static string Write(IReadOnlyList<ShippedArea> areas)
    {
        List<string> page =
        [
            "# The areas and their rules",
            "",
            "Generated from the settings and the code by a test (`AreasPageTests`), which fails when this page and the rules differ.",
            "",
            .. Wrapped(
            "Each rule answers yes, no or \"not known\". **Stated**: the service itself says so. **Borrowed**: another named area says so, and it is used " +
                "here with that label. **Not stated**: nobody publishes it. A \"no\" to a stated or borrowed rule refuses, with the reason and who else may " +
                "help. " +
                "Anything not known, and a \"no\" to a rule that is not stated, goes to a person. Priorities and advice never change the answer. Place names " +
                "are " +
                "hints: a name that matches nothing leads to a question, never to a refusal."),
            "",
            .. Wrapped(
                "What settings alone can say: [area-settings.md](area-settings.md). What the code of an area can and cannot do: " +
                "[areas-code.md](areas-code.md)."),
            .. areas.SelectMany(About),
            "",
        ];
        return string.Join('\n', page);
    }

    private static List<string> About(ShippedArea area)
    {
        var (settings, rules) = (area.Settings, area.Rules);
        List<string> page =
        [
            "", $"## {settings.Name} (`{settings.Code}`)", "",
            .. Wrapped($"{settings.ServiceName}. {Kind(area)} {settings.Board.Name}, ODS {settings.Board.Ods ?? "not stated"}, ONS {settings.Board.Ons}."), "",
        ];
        Add("Homes in", settings.Authorities.Select(Named));
        Add("GP practices in", settings.PracticeLocations.Select(Named));
        Add("Networks, each with its partner", settings.Networks.Select(network => $"{network.Name} ({network.Partner})"));
        Add("Focus places", settings.FocusPlaces.Select(place => place.Codes.Count == 0 ? place.Name + " (by name only)" : place.Name));
        Add("Referral sources", settings.ReferralSources.Select(referralSource => Words(referralSource.ToString())));
        Add("Extra questions", area.Plugin.ExtraQuestions(settings).Concat(settings.Questions)
            .Select(question => question.DecidesEligibility ? $"`{question.Code}` (decides)" : $"`{question.Code}`"));
        Add("Messages of its own", settings.Messages.Select(message => $"`{message.Code}` ({Words(message.For.ToString())})"));
        foreach (var target in settings.Targets)
            page.AddRange(Wrapped($"- Target ({Words(target.EvidenceLevel.ToString())}): {target.Name}: {target.Number}."));
        if (area.Plugin.Programme(settings) is { } programme)
        {
            page.AddRange(programme.Commitments.Select(commitment => $"- Commitment ({Words(commitment.EvidenceLevel.ToString())}): {commitment.Name}."));
            page.Add($"- Priority roles: {Agreed(programme.PriorityRoles)}. Roles hardest to recruit for: {Agreed(programme.HardestRoles)}.");
        }
        Add("Not stated, so not set",
            LimitNames.All.Except(LimitNames.WithUnit).Except(settings.Limits.Keys).Concat(RequirementNames.All.Except(settings.Requirements.Keys))
                .Select(Words));

        page.AddRange(["", "| rule | if the answer is no | evidence | source |", "|---|---|---|---|"]);
        page.AddRange(rules.Required.Select(rule => Row(rule, rule.EvidenceLevel == EvidenceLevel.NotStated ? "a person decides" : "not eligible")));
        page.AddRange(rules.Priorities.Select(rule => Row(rule, "no priority")));
        page.AddRange(rules.Advice.Select(rule => Row(rule, "no advice")));
        page.AddRange(settings.Limits.Where(limit => IsForPlans(settings, limit)).OrderBy(limit => limit.Key, StringComparer.Ordinal)
            .Select(limit => $"| {Words(limit.Key)}: {limit.Value.Value}{UnitOf(limit.Value)} | for plans only: refuses nobody | {Words(
            limit.Value.EvidenceLevel.ToString())} | {limit.Value.Source} |"));
        return page;

        void Add(string name, IEnumerable<string> values)
        {
            if (Listed(values) is { Length: > 0 } list) page.AddRange(Wrapped($"- {name}: {list}."));
        }
    }

    private static bool IsForPlans(AreaSettings settings, KeyValuePair<string, Limit> limit) =>
        !NationalRules.Limits(settings with { Limits = new Dictionary<string, Limit>([limit]) }).Any();

    private static string Kind(ShippedArea area)
    {
        if (area.Plugin.Programme(area.Settings) is not null) return "A workforce programme: eligible people are offered a place.";
        if (area.Plugin.Trial(area.Settings) is not { } trial)
            return area.Plugin is NationalArea ? "Coaching, by the national rules, from settings alone." : "Coaching.";
        var arms = Listed(trial.Arms.Select(arm => $"{arm.Code} {arm.Share}"));
        var months = Listed(trial.OutcomeMonths.Select(month => month.ToString(CultureInfo.InvariantCulture)));
        return $"A trial ({trial.Register}; arms {arms}; outcomes asked {months} months after allocation): eligible people are offered the trial, not a coach.";
    }

    private static string Row(Rule rule, string ifNo)
    {
        var unit = rule.Values?.GetValueOrDefault("unit") is { } said ? $" {said}s" : "";
        var bound = rule.Values?.ContainsKey("exclusive") == true ? ", itself outside" : "";
        var limit = rule.Values?.GetValueOrDefault("limit") is { } value ? $": {value}{unit}{bound}" : "";
        return $"| `{rule.Code}`{limit} | {ifNo} | {Words(rule.EvidenceLevel.ToString())} | {rule.Source} |";
    }

    private static string UnitOf(Limit limit) => limit.Unit is { } unit ? " " + Words(unit.ToString()) : "";

    private static string Named(Place place) => $"{place.Name}{(place.OnlyPart ? " (part)" : "")} {Listed(place.Codes)}";

    private static string Agreed(IReadOnlyList<ListEntry> roles) => roles.Count == 0 ? "not agreed yet" : Listed(roles.Select(role => role.Name));

    // A paragraph or list item in lines of at most 120 columns.
    private static IEnumerable<string> Wrapped(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > 120)
            {
                yield return line;
                line = text.StartsWith("- ", StringComparison.Ordinal) ? "  " + word : word;
            }
            else
            {
                line = line.Length > 0 ? $"{line} {word}" : word;
            }
        }
        yield return line;
    }

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts);

    // "weeksOfSupportInWork" and "PrimaryCare" as words.
    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));
}
