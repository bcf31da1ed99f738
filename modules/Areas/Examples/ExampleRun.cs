using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Examples;

/// <summary>Runs agreed examples against an area and reports the differences.</summary>
internal static class ExampleRun
{
    /// <returns>One finding for each example whose result differs.</returns>
    public static IReadOnlyList<ValidationError> Try(
        IEligibility eligibility, IRouting routing, IReadOnlyList<Example> examples, IReadOnlyList<PartnerService> services, string shownAs)
    {
        var errors = new List<ValidationError>();
        foreach (var example in examples)
        {
            if (WhatDiffersOrFails(eligibility, routing, example, services) is { } difference)
                errors.Add(new(shownAs, example.Line, $"\"{example.Name}\" does not give the agreed result: {difference}."));
        }
        return errors;
    }

    private static string? WhatDiffersOrFails(IEligibility eligibility, IRouting routing, Example example, IReadOnlyList<PartnerService> services)
    {
        try
        {
            return WhatDiffers(eligibility, routing, example, services);
        }
        catch (Exception error)
        {
            // The area's code may throw anything. The examples are invented, so the message may be shown.
            return $"the rules failed with {error.GetType().Name}: {error.Message.TrimEnd('.')}";
        }
    }

    private static string? WhatDiffers(IEligibility eligibility, IRouting routing, Example example, IReadOnlyList<PartnerService> services)
    {
        var decision = eligibility.Decide(example.Facts, DecisionTrace.Start());
        if (decision is null) return "the rules gave no decision";
        if (decision.Outcome != example.Outcome)
            return $"the outcome is {decision.Outcome} ({Listed(Codes(decision.Reasons))}) but {example.Outcome} was agreed";
        var differs = Compare("reasons", example.Reasons, decision.Reasons) ?? Compare("priorities", example.Priorities, decision.Priorities)
            ?? Compare("advice", example.Advice, decision.Advice);
        if (differs is not null || decision.Outcome != EligibilityOutcome.Eligible) return differs;

        // Every eligible example is routed, with or without an agreed result, to reveal errors in routing.
        var routed = routing.Route(example.Facts, services);
        if (routed is null) return "routing gave no answer";
        if (example.Next is { } next && routed.Next != next) return $"the next step is {routed.Next} but {next} was agreed";
        var first = routed.Ranked.Count > 0 ? routed.Ranked[0].Service : "-";
        return example.Service is { } service && first != service ? $"the first service is {first} but {service} was agreed" : null;
    }

    private static string? Compare(string what, IReadOnlyList<string>? agreed, IReadOnlyList<Reason> given)
    {
        if (agreed is null || agreed.Order(StringComparer.Ordinal).SequenceEqual(Codes(given).Order(StringComparer.Ordinal))) return null;
        return $"the {what} are {Listed(Codes(given))} but {Listed(agreed)} was agreed";
    }

    private static IEnumerable<string> Codes(IReadOnlyList<Reason> reasons) => reasons.Select(reason => reason.Code);

    private static string Listed(IEnumerable<string> codes) => string.Join(", ", codes) is { Length: > 0 } list ? list : "none";
}
