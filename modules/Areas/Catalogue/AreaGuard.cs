using Microsoft.Extensions.Logging;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Catalogue;

/// <summary>Counts the errors of one area's code and logs each one, without the facts that were being decided.</summary>
internal sealed class PluginErrorCounter(string area, ILogger logger)
{
    private long count;

    public static Reason RulesFailed { get; } = new("rules-failed");

    public long Count => Interlocked.Read(ref count);

    public void Add(string part, Exception? error)
    {
        Interlocked.Increment(ref count);
        // The message could repeat a fact about a person; the type and the place in the code do not.
        AreasLog.RulesFailed(logger, area, part, error?.GetType().Name ?? "no answer", error?.TargetSite?.Name ?? "-");
    }
}

/// <summary>The edge between the host and an area's rules: an error in them sends this one referral to a person.</summary>
internal sealed class SafeEligibility(IEligibility rules, PluginErrorCounter faults) : IEligibility
{
    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        try
        {
            if (rules.Decide(facts, trace) is { } decision) return decision;
            faults.Add("eligibility", null);
        }
        catch (Exception error)
        {
            faults.Add("eligibility", error);
        }
        return EligibilityDecision.NeedsReview(PluginErrorCounter.RulesFailed);
    }
}

/// <summary>The edge between the host and an area's routing: an error in it gives the referral to the area's own team.</summary>
internal sealed class SafeRouting(IRouting routing, PluginErrorCounter faults) : IRouting
{
    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services)
    {
        try
        {
            if (routing.Route(facts, services) is { } routed && routed.Ranked.All(ranked => services.Any(service => service.Code == ranked.Service)))
                return routed;
            faults.Add("routing", null);
        }
        catch (Exception error)
        {
            faults.Add("routing", error);
        }
        return new(NextStep.AreaTeam, []) { GapReasons = [PluginErrorCounter.RulesFailed] };
    }
}

/// <summary>
/// The edge between the host and an area's plan: after an error, the steps are those of the area's settings, so every follow-up is still planned.
/// </summary>
internal sealed class SafeFollowUpPlan(IFollowUpPlan plan, AreaSettings settings, PluginErrorCounter faults) : IFollowUpPlan
{
    private readonly NationalFollowUpPlan listed = new(settings);

    public IReadOnlyList<FollowUpStep> Steps(FollowUpContext context)
    {
        try
        {
            if (plan.Steps(context) is { } steps) return steps;
            faults.Add("follow-ups", null);
        }
        catch (Exception error)
        {
            faults.Add("follow-ups", error);
        }
        return listed.Steps(context);
    }
}

/// <summary>Tells the watchdog when a call into an area's code begins and ends.</summary>
internal sealed class WatchedEligibility(IEligibility rules, PluginCalls calls) : IEligibility
{
    public EligibilityDecision Decide(ReferralFacts facts, DecisionTrace trace)
    {
        var call = calls.Begin();
        try
        {
            return rules.Decide(facts, trace);
        }
        finally
        {
            call.End();
        }
    }
}

/// <inheritdoc cref="WatchedEligibility"/>
internal sealed class WatchedRouting(IRouting routing, PluginCalls calls) : IRouting
{
    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services)
    {
        var call = calls.Begin();
        try
        {
            return routing.Route(facts, services);
        }
        finally
        {
            call.End();
        }
    }
}

/// <inheritdoc cref="WatchedEligibility"/>
internal sealed class WatchedFollowUpPlan(IFollowUpPlan plan, PluginCalls calls) : IFollowUpPlan
{
    public IReadOnlyList<FollowUpStep> Steps(FollowUpContext context)
    {
        var call = calls.Begin();
        try
        {
            return plan.Steps(context);
        }
        finally
        {
            call.End();
        }
    }
}
