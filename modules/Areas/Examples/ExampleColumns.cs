using System.Globalization;
using System.Text.Json;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Examples;

/// <summary>The columns of an examples file, which set facts or agreed results.</summary>
internal static class ExampleColumns
{
    /// <summary>The referral date of examples that do not state one.</summary>
    public static DateOnly UsualDay { get; } = new(2026, 9, 7);

    public static IReadOnlyDictionary<string, Func<ReferralFacts, string, ReferralFacts>> Facts { get; } =
        new Dictionary<string, Func<ReferralFacts, string, ReferralFacts>>(YesNoColumns())
    {
        ["receivedOn"] = (facts, cell) => facts with { ReceivedOn = Day(cell) },
        ["referralSource"] = (facts, cell) => facts with { ReferralSource = Choice<ReferralSource>(cell) },
        ["age"] = (facts, cell) => facts with { Age = Number(cell) },
        ["authority"] = (facts, cell) => facts with { Home = facts.Home with { AuthorityCode = cell } },
        ["ward"] = (facts, cell) => facts with { Home = facts.Home with { WardCode = cell } },
        ["lsoa"] = (facts, cell) => facts with { Home = facts.Home with { LsoaCode = cell } },
        ["board"] = (facts, cell) => facts with { Home = facts.Home with { BoardCode = cell } },
        ["subBoard"] = (facts, cell) => facts with { Home = facts.Home with { SubBoardCode = cell } },
        ["statedPlace"] = (facts, cell) => facts with { Home = facts.Home with { StatedName = cell } },
        ["district"] = (facts, cell) => facts with { Home = facts.Home with { PostcodeDistrict = cell } },
        ["network"] = (facts, cell) => facts with { Home = facts.Home with { NetworkName = cell } },
        ["networkCode"] = (facts, cell) => facts with { Home = facts.Home with { NetworkCode = cell } },
        ["practice"] = (facts, cell) => facts with { Practice = facts.Practice with { Code = cell } },
        ["practiceNetwork"] = (facts, cell) => facts with { Practice = facts.Practice with { NetworkName = cell } },
        ["practiceNetworkCode"] = (facts, cell) => facts with { Practice = facts.Practice with { NetworkCode = cell } },
        ["practiceBoard"] = (facts, cell) => facts with { Practice = facts.Practice with { BoardCode = cell } },
        ["practiceSubBoard"] = (facts, cell) => facts with { Practice = facts.Practice with { SubBoardCode = cell } },
        ["practiceAuthority"] = (facts, cell) => facts with { Practice = facts.Practice with { AuthorityCode = cell } },
        ["situation"] = (facts, cell) => facts with { Situation = Choice<WorkSituation>(cell) },
        ["weeksOutOfWork"] = (facts, cell) => facts with { WeeksOutOfWork = Number(cell) },
        ["weeksOffSick"] = (facts, cell) => facts with { WeeksOffSick = Number(cell) },
        ["mainHealthProblem"] = (facts, cell) =>
        facts with { MainHealthProblem = Number(cell) is >= 1 and <= 18 and var number ? number : throw new FormatException("a number from 1 to 18") },
        ["needs"] = (facts, cell) =>
        facts with { Needs = Each(cell, need => Need.All.Contains(need), "a list of needs such as \"mental-health;finding-work\"") },
        ["groups"] = (facts, cell) => facts with { Groups = Pairs(cell).ToDictionary(pair => pair.Key, pair => YesNo(pair.Value)) },
        ["lookingFor"] = (facts, cell) => facts with { LookingFor = cell },
        ["language"] = (facts, cell) => facts with { Language = cell },
        ["meetingWays"] = (facts, cell) => facts with { MeetingWays = Each(cell, Codes.IsCode, "a list of codes such as \"phone;video\"") },
        ["answers"] = (facts, cell) => facts with { Answers = Pairs(cell) },
    };

    public static IReadOnlyDictionary<string, Func<Example, string, Example>> Agreed { get; } = new Dictionary<string, Func<Example, string, Example>>
    {
        ["outcome"] = (example, cell) => example with { Outcome = Choice<EligibilityOutcome>(cell) },
        ["reasons"] = (example, cell) => example with { Reasons = ReasonCodes(cell) },
        ["priorities"] = (example, cell) => example with { Priorities = ReasonCodes(cell) },
        ["advice"] = (example, cell) => example with { Advice = ReasonCodes(cell) },
        ["next"] = (example, cell) => example with { Next = Choice<NextStep>(cell) },
        ["service"] = (example, cell) => example with { Service = cell },
    };

    private static IEnumerable<KeyValuePair<string, Func<ReferralFacts, string, ReferralFacts>>> YesNoColumns() =>
        from fact in YesNoFact.All
        select KeyValuePair.Create<string, Func<ReferralFacts, string, ReferralFacts>>(
            JsonNamingPolicy.CamelCase.ConvertName(fact.Name), (facts, cell) => fact.With(facts, YesNo(cell)));

    private static IReadOnlyList<string> ReasonCodes(string cell) =>
        cell == "-" ? [] : Each(cell, Codes.IsCode, "a list of codes such as \"lives-elsewhere;minimum-age\", or \"-\" for none");

    private static DateOnly Day(string cell) =>
        DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FormatException("a date such as 2026-09-07");

    private static int Number(string cell) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException("a whole number");

    private static bool YesNo(string cell) => cell switch { "yes" => true, "no" => false, _ => throw new FormatException("yes or no") };

    private static TChoice Choice<TChoice>(string cell)
        where TChoice : struct, Enum => StoredKeys<TChoice>.TryRead(cell) ?? throw new FormatException("one of " + string.Join(", ", StoredKeys<TChoice>.All));

    private static string[] Each(string cell, Func<string, bool> isGood, string form)
    {
        var parts = cell.Split(';', StringSplitOptions.TrimEntries);
        return parts.All(isGood) ? parts : throw new FormatException(form);
    }

    private static Dictionary<string, string> Pairs(string cell)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var part in cell.Split(';', StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !Codes.IsCode(part[..at]) || !pairs.TryAdd(part[..at], part[(at + 1)..]))
                throw new FormatException("a list such as \"first=yes;second=no\"");
        }
        return pairs;
    }
}
