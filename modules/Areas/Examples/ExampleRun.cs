using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Examples;

/// <summary>Runs agreed examples against an area and reports the differences.</summary>
internal static class ExampleRun
{
    /// <returns>Each example whose result differs.</returns>
    public static IReadOnlyList<ChangedExample> Try(
        IEligibility eligibility, IRouting routing, IReadOnlyList<Example> examples, IReadOnlyList<PartnerService> services, string shownAs) =>
    [
        .. from example in examples
           let now = Decide(eligibility, routing, example, services)
           let difference = now.Failed ?? WhatDiffers(example, now)
           where difference is not null
           select new ChangedExample(shownAs, example.Line, example.Name, difference)
           {
               Because = now.Decision is { } decision ? Because(example, decision) : [],
               Cells = now.Failed is null ? Cells(example, now) : new Dictionary<string, string>(),
           },
    ];

    /// <summary>One finding for each example, or one for many that differ for the same reason, with the cause where it is known.</summary>
    public static IEnumerable<ValidationError> Findings(IReadOnlyList<ChangedExample> changed, IReadOnlyList<Example> examples, AreaSettings settings)
    {
        foreach (var alike in changed.GroupBy(one => string.Join(", ", one.Because)))
        {
            if (alike.Count() < Many || alike.Key.Length == 0)
            {
                foreach (var one in alike) yield return new(one.File, one.Line, $"\"{one.Name}\" does not give the agreed result: {one.Differs}.");
                continue;
            }
            var first = alike.First();
            var lines = string.Join(", ", alike.Select(one => one.Line.ToString(CultureInfo.InvariantCulture)));
            var cause = CauseOf(alike, examples, settings);
            yield return new(first.File, first.Line, $"{alike.Count()} of {examples.Count} examples do not give the agreed result any more, each because of " +
                $"{alike.Key}{(cause is null ? "" : $". {cause}")}. They stand on the lines {lines}. What each gives now: " +
                $"./workwell examples --area {settings.Code} --propose");
        }
    }

    // Fewer than this are told one by one.
    private const int Many = 4;

    private static string? CauseOf(IEnumerable<ChangedExample> alike, IReadOnlyList<Example> examples, AreaSettings settings)
    {
        var lines = alike.Select(one => one.Line).ToHashSet();
        var isOnlyOnTheBoard = examples.Where(example => lines.Contains(example.Line))
            .All(example => example.Facts.Home is { AuthorityCode: null, BoardCode: { } board } && board == settings.Board.Ons);
        return settings.Authorities.Count > 0 && isOnlyOnTheBoard
            ? "The area is part of its board since area.json lists authorities, and these examples say the board of the home and no authority: give them one"
            : null;
    }

    private static IReadOnlyList<string> Because(Example example, EligibilityDecision decision)
    {
        var (agreed, given) = (example.Reasons ?? [], Codes(decision.Reasons).ToArray());
        var added = given.Except(agreed).ToArray();
        return added.Length > 0 ? added : [.. agreed.Except(given).Select(code => $"{code} no longer")];
    }

    private static IReadOnlyDictionary<string, string> Cells(Example example, Result now)
    {
        var cells = new Dictionary<string, string> { ["outcome"] = StoredKeys<EligibilityOutcome>.Of(now.Decision!.Outcome) };
        if (example.Reasons is not null) cells["reasons"] = Cell(now.Decision.Reasons);
        if (example.Priorities is not null) cells["priorities"] = Cell(now.Decision.Priorities);
        if (example.Advice is not null) cells["advice"] = Cell(now.Decision.Advice);
        if (example.Next is not null) cells["next"] = now.Routed is { } routed ? StoredKeys<NextStep>.Of(routed.Next) : "";
        if (example.Service is not null) cells["service"] = now.Routed is null ? "" : FirstService(now.Routed);
        return cells;

        static string Cell(IReadOnlyList<Reason> reasons) => reasons.Count == 0 ? "-" : string.Join(';', Codes(reasons));
    }

    // The area's code may throw anything. The examples are invented, so the message may be shown.
    private static Result Decide(IEligibility eligibility, IRouting routing, Example example, IReadOnlyList<PartnerService> services)
    {
        try
        {
            if (eligibility.Decide(example.Facts, DecisionTrace.Start()) is not { } decision) return new(null, null, "the rules gave no decision");
            // Every eligible example is routed, with or without an agreed result, to reveal errors in routing.
            if (decision.Outcome != EligibilityOutcome.Eligible) return new(decision, null, null);
            return routing.Route(example.Facts, services) is { } routed ? new(decision, routed, null) : new(decision, null, "routing gave no answer");
        }
        catch (Exception error)
        {
            return new(null, null, $"the rules failed with {error.GetType().Name}: {error.Message.TrimEnd('.')}");
        }
    }

    private static string? WhatDiffers(Example example, Result now)
    {
        var decision = now.Decision!;
        if (decision.Outcome != example.Outcome)
            return $"the outcome is {decision.Outcome} ({Listed(Codes(decision.Reasons))}) but {example.Outcome} was agreed";
        var differs = Compare("reasons", example.Reasons, decision.Reasons) ?? Compare("priorities", example.Priorities, decision.Priorities)
            ?? Compare("advice", example.Advice, decision.Advice);
        if (differs is not null || now.Routed is not { } routed) return differs;
        if (example.Next is { } next && routed.Next != next) return $"the next step is {routed.Next} but {next} was agreed";
        var first = FirstService(routed);
        return example.Service is { } service && first != service ? $"the first service is {first} but {service} was agreed" : null;
    }

    private static string FirstService(RoutingDecision routed) => routed.Ranked.Count > 0 ? routed.Ranked[0].Service : "-";

    private static string? Compare(string what, IReadOnlyList<string>? agreed, IReadOnlyList<Reason> given)
    {
        if (agreed is null || agreed.Order(StringComparer.Ordinal).SequenceEqual(Codes(given).Order(StringComparer.Ordinal))) return null;
        return $"the {what} are {Listed(Codes(given))} but {Listed(agreed)} was agreed";
    }

    private static IEnumerable<string> Codes(IReadOnlyList<Reason> reasons) => reasons.Select(reason => reason.Code);

    private static string Listed(IEnumerable<string> codes) => string.Join(", ", codes) is { Length: > 0 } list ? list : "none";

    private sealed record Result(EligibilityDecision? Decision, RoutingDecision? Routed, string? Failed);
}
