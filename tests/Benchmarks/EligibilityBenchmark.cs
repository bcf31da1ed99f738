using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>Decisions by the loaded plugins of a running host, compared with the same rules written by hand without a trace. One thread.</summary>
internal static class EligibilityBenchmark
{
    private const int Decisions = 1 << 18;

    public static async Task RunAsync(TextWriter output)
    {
        await using var host = await RunningHost.StartAsync();
        var areas = host.Services.GetRequiredService<IAreaCatalogue>().Ready;
        await CompareAsync(output, areas["llr"], EligibilityFacts.ForLeicester(), EligibilityByHand.Leicester);
        await CompareAsync(output, areas["dudley"], EligibilityFacts.ForDudley(), EligibilityByHand.Dudley);
    }

    private static async Task CompareAsync(TextWriter output, Area area, ReferralFacts[] facts, Func<ReferralFacts, EligibilityByHand.Decision> byHand)
    {
        var outcomes = facts.Select(one => area.Eligibility.Decide(one, DecisionTrace.None)).ToArray();
        for (var i = 0; i < facts.Length; i++)
        {
            var expected = byHand(facts[i]);
            if (expected.Outcome != outcomes[i].Outcome || !(expected.Reasons ?? []).SequenceEqual(outcomes[i].Reasons.Select(reason => reason.Code)))
                throw new InvalidOperationException(
                $"{area.Code}: by hand {expected.Outcome}, by the plugin {outcomes[i].Outcome}. The rules must be the same.");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{area.Code}: {facts.Length} different referrals, {Share(outcomes, EligibilityOutcome.Eligible):P0} eligible, {Share(
            outcomes, EligibilityOutcome.NeedsReview):P0} to review, {Share(outcomes, EligibilityOutcome.NotEligible):P0} not eligible"));
        var bytes = new Dictionary<string, long>();
        await Rounds.CompareAsync(output, 51,
            ("by hand, reasons, no trace", () => Run("by hand", one => byHand(one).Outcome)),
            ("plugin, reasons, no trace kept", () => Run("no trace", one => area.Eligibility.Decide(one, DecisionTrace.None).Outcome)),
            ("plugin, reasons, trace kept", () => Run("trace", one => area.Eligibility.Decide(one, DecisionTrace.Start()).Outcome)));
        output.WriteLine("  bytes per decision: " + string.Join(", ", bytes.Select(pair => $"{pair.Key} {pair.Value}")));

        Task<long> Run(string name, Func<ReferralFacts, EligibilityOutcome> decide)
        {
            var (before, eligible) = (GC.GetAllocatedBytesForCurrentThread(), 0L);
            for (var i = 0; i < Decisions; i++) eligible += decide(facts[i & (facts.Length - 1)]) == EligibilityOutcome.Eligible ? 1 : 0;
            bytes[name] = (GC.GetAllocatedBytesForCurrentThread() - before) / Decisions;
            GC.KeepAlive(eligible);
            return Task.FromResult((long)Decisions);
        }
    }

    private static double Share(EligibilityDecision[] decisions, EligibilityOutcome outcome) =>
        decisions.Count(decision => decision.Outcome == outcome) / (double)decisions.Length;
}
