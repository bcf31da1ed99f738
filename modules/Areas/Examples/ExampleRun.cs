using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Examples;

/// <summary>Tries agreed examples on an area and says where it comes out otherwise.</summary>
internal static class ExampleRun
{
    /// <returns>One finding for each example that did not come out as agreed.</returns>
    public static IReadOnlyList<AreaFinding> Try(IEligibility eligibility, IRouting routing, IReadOnlyList<Example> examples, IReadOnlyList<PartnerService> services, string shownAs)
    {
        var findings = new List<AreaFinding>();
        foreach (var example in examples)
        {
            if (WhatDiffersOrFails(eligibility, routing, example, services) is { } difference) findings.Add(new(shownAs, example.Line, $"\"{example.Name}\" does not come out as agreed: {difference}."));
        }
        return findings;
    }

    private static string? WhatDiffersOrFails(IEligibility eligibility, IRouting routing, Example example, IReadOnlyList<PartnerService> services)
    {
        try
        {
            return WhatDiffers(eligibility, routing, example, services);
        }
        catch (Exception error)
        {
            // The edge to an area's code. Examples are invented, so the message may be shown.
            return $"the rules fail with {error.GetType().Name}: {error.Message.TrimEnd('.')}";
        }
    }

    private static string? WhatDiffers(IEligibility eligibility, IRouting routing, Example example, IReadOnlyList<PartnerService> services)
    {
        var decision = eligibility.Decide(example.Facts, DecisionTrace.Start());
        if (decision is null) return "the rules gave no decision";
        if (decision.Outcome != example.Outcome) return $"the outcome is {decision.Outcome} ({Listed(Codes(decision.Reasons))}) and {example.Outcome} was agreed";
        var differs = Compare("reasons", example.Reasons, decision.Reasons) ?? Compare("priorities", example.Priorities, decision.Priorities) ?? Compare("advice", example.Advice, decision.Advice);
        if (differs is not null || decision.Outcome != EligibilityOutcome.Eligible) return differs;

        // Routing is asked for every eligible example, agreed or not, so that an error in it shows now.
        var routed = routing.Route(example.Facts, services);
        if (routed is null) return "routing gave no answer";
        if (example.Next is { } next && routed.Next != next) return $"the next step is {routed.Next} and {next} was agreed";
        var first = routed.Ranked.Count > 0 ? routed.Ranked[0].Service : "-";
        return example.Service is { } service && first != service ? $"the first service is {first} and {service} was agreed" : null;
    }

    private static string? Compare(string what, IReadOnlyList<string>? agreed, IReadOnlyList<Reason> given)
    {
        if (agreed is null || agreed.Order(StringComparer.Ordinal).SequenceEqual(Codes(given).Order(StringComparer.Ordinal))) return null;
        return $"the {what} are {Listed(Codes(given))} and {Listed(agreed)} was agreed";
    }

    private static IEnumerable<string> Codes(IReadOnlyList<Reason> reasons) => reasons.Select(reason => reason.Code);

    private static string Listed(IEnumerable<string> codes) => string.Join(", ", codes) is { Length: > 0 } list ? list : "none";
}
