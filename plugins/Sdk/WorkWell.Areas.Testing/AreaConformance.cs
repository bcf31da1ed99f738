using System.Runtime.Loader;
using WorkWell.Areas.Examples;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using Xunit;

namespace WorkWell.Areas.Testing;

/// <summary>
/// What every area has to hold. An author inherits it in a test project that refers to the plugin:
/// <code>public sealed class DudleyConformance() : AreaConformance&lt;DudleyArea&gt;("dudley");</code>
/// An area from configuration alone is tried with <see cref="NationalArea"/>.
/// </summary>
/// <typeparam name="TArea">The plugin.</typeparam>
/// <param name="code">The area's code.</param>
/// <param name="configFolder">Another config folder; null: the checkout's.</param>
/// <param name="pluginsFolder">Another folder of built plugins; null: the checkout's.</param>
public abstract class AreaConformance<TArea>(string code, string? configFolder = null, string? pluginsFolder = null)
    where TArea : IAreaPlugin, new()
{
    private const int FewestExamples = 25;
    private readonly AreaUnderTest area = new(code, configFolder, pluginsFolder);

    private static bool HasCode => typeof(TArea) != typeof(NationalArea);

    private PluginFolder Built => area.Plugin ?? throw new InvalidOperationException($"There is no built plugin in a folder called {area.Code}.");

    private IEligibility Rules() => new TArea().Eligibility(area.GoodSettings);

    /// <summary>Its code lies in the folder of the area, and its manifest is in order.</summary>
    [Fact]
    public void Its_manifest_is_in_order()
    {
        if (!HasCode)
        {
            Assert.Null(area.Plugin);
            return;
        }
        var plugin = Built;
        Assert.Empty(plugin.Errors);
        Assert.Equal(typeof(TArea).FullName, plugin.Manifest!.Type);
        Assert.Equal(Path.GetFileName(typeof(TArea).Assembly.Location), plugin.Manifest.Assembly);
    }

    /// <summary>It works where the host puts it: in a context of its own that shares the contract.</summary>
    [Fact]
    public void It_loads_in_a_context_of_its_own()
    {
        if (!HasCode) return;
        var plugin = Built;
        var loaded = PluginCode.Load(plugin.AssemblyPath, plugin.Manifest!.Type);
        Assert.NotSame(typeof(TArea).Assembly, loaded.GetType().Assembly);
        Assert.NotSame(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(loaded.GetType().Assembly));
        Assert.NotNull(loaded.Eligibility(area.GoodSettings));
    }

    /// <summary>Its settings can be read and make sense.</summary>
    [Fact]
    public void Its_settings_are_in_order() => Assert.Empty(area.Settings.Errors.Where(finding => !finding.IsAdvice));

    /// <summary>Enough has been agreed to tell a mistake from an intention.</summary>
    [Fact]
    public void At_least_25_examples_are_agreed() =>
        Assert.True(area.Examples.Count >= FewestExamples, $"{area.ExamplesFile} has {area.Examples.Count} examples; {FewestExamples} are the least.");

    /// <summary>Every agreed example comes out as agreed.</summary>
    [Fact]
    public void Agreed_examples_come_out_as_agreed() =>
        Assert.Empty(ExampleRun.Try(Rules(), new TArea().Routing(area.GoodSettings), area.Examples, area.Services, area.ExamplesFile));

    /// <summary>Somebody who can be helped is never turned away because one fact less is known.</summary>
    [Fact]
    public void A_fact_that_is_not_known_never_turns_anyone_away()
    {
        var rules = Rules();
        var eligible = area.Examples.Where(example => example.Outcome == EligibilityOutcome.Eligible).ToArray();
        Assert.NotEmpty(eligible);
        var turnedAway = from example in eligible
                         from known in KnownFact.Of(example.Facts)
                         where rules.Decide(known.Without, DecisionTrace.None).Outcome == EligibilityOutcome.NotEligible
                         select $"\"{example.Name}\" without {known.Name}";
        Assert.Empty(turnedAway);
    }

    /// <summary>The same facts give the same decision: again, in another order, on other threads and from rules bound anew.</summary>
    [Fact]
    public void The_same_facts_always_give_the_same_decision()
    {
        var rules = Rules();
        var examples = area.Examples;
        var first = examples.Select(example => Described(rules, example)).ToArray();
        Assert.Equal(first, examples.Select(example => Described(rules, example)));
        Assert.Equal(first.Reverse(), examples.Reverse().Select(example => Described(Rules(), example)));

        var everywhere = new string[examples.Count * 32];
        Parallel.For(0, everywhere.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => everywhere[i] = Described(rules, examples[i % examples.Count]));
        Assert.All(everywhere.Chunk(examples.Count), chunk => Assert.Equal(first, chunk));
    }

    /// <summary>Every rule leaves its line, whatever the facts; every reason has the line of its rule; and keeping no trace changes nothing.</summary>
    [Fact]
    public void The_trace_is_complete()
    {
        var rules = Rules();
        string[]? usual = null;
        foreach (var example in area.Examples)
        {
            var trace = DecisionTrace.Start();
            var decision = rules.Decide(example.Facts, trace);
            var lines = trace.Lines.Select(line => line.Rule).ToArray();
            Assert.NotEmpty(lines);
            Assert.Equal(usual ??= lines, lines);
            Assert.All(AllReasons(decision),
                reason => Assert.True(lines.Contains(reason.Code) || lines.Any(rule => reason.Code == rule + "-unknown"),
                $"\"{example.Name}\": no rule in the trace is called {reason.Code}."));
            Assert.Equal(decision.Outcome, rules.Decide(example.Facts, DecisionTrace.None).Outcome);
        }
    }

    /// <summary>Whatever an example gives as a reason can be said in words.</summary>
    [Fact]
    public void Every_reason_has_words_in_English()
    {
        var rules = Rules();
        var worded = area.Worded();
        var given = area.Examples.SelectMany(example => AllReasons(rules.Decide(example.Facts, DecisionTrace.None))).Select(reason => reason.Code).Distinct();
        Assert.Empty(given.Where(reason => !worded.Contains(reason)));
    }

    /// <summary>
    /// Its folder holds nothing that would keep it out: it reaches for no clock, file, network, thread or chance, keeps nothing between decisions, and asks for
    /// nothing of the host's.
    /// </summary>
    [Fact]
    public void Nothing_in_its_folder_would_make_a_decision_unrepeatable()
    {
        if (HasCode) Assert.Empty(PluginFence.WhatKeepsOut(Built.Folder));
    }

    private static IEnumerable<Reason> AllReasons(EligibilityDecision decision) => decision.Reasons.Concat(decision.Priorities).Concat(decision.Advice);

    private static string Described(IEligibility rules, Example example)
    {
        var trace = DecisionTrace.Start();
        var decision = rules.Decide(example.Facts, trace);
        return $"{decision.Outcome}: {string.Join(' ', AllReasons(decision).Select(reason => reason.Code))}: {string.Join(' ', trace.Lines)}";
    }
}
