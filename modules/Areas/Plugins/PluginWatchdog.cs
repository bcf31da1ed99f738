using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// Notices calls into an area's code that do not return. .NET cannot stop such a call, and a thread of its own for each would cost more than the decision. So
/// the call keeps its thread, the connection that waits for it is closed, and no other call enters that area's code until it returns.
/// </summary>
internal sealed partial class PluginWatchdog : IDisposable
{
    // The limit is counted in ticks of our own timer, so that a machine that stood still does not make every call look late.
    private const int Ticks = 10;
    // After this many the area is not called again before a restart.
    internal const int MaxOverdue = 3;
    private static readonly AsyncLocal<StrongBox<Action?>?> RequestUnderWay = new();
    // One for each thread that ever called an area's code, for all hosts of this process: a ThreadLocal of each host takes three times as long to read.
    private static readonly ConcurrentDictionary<PluginCall, Thread> Calls = new();
    private readonly ConcurrentDictionary<string, PluginCalls> areas = new();
    private readonly ILogger<PluginWatchdog> logger;
    private readonly TimeSpan limit;
    private readonly Timer timer;
    private readonly Lock looking = new();
    private volatile int now;

    [ThreadStatic]
    private static PluginCall? callOfThread;

    public PluginWatchdog(IConfiguration configuration, PluginCallJournal journal, ILogger<PluginWatchdog> logger)
    {
        Journal = journal;
        this.logger = logger;
        limit = configuration.GetValue("AreaCalls:Limit", TimeSpan.FromSeconds(10));
        // Real time: a clock that a test or demonstration has stopped would never find a call late.
        timer = new Timer(_ => Look(), null, limit / Ticks, limit / Ticks);
    }

    internal PluginCallJournal Journal { get; }

    /// <summary>The areas with a call that should have returned.</summary>
    public IReadOnlyList<string> Overdue => [.. areas.Where(area => area.Value.IsOverdue).Select(area => area.Key).Order(StringComparer.Ordinal)];

    /// <summary>How the request under way is closed if a call it makes does not return. Emptied when the request has ended.</summary>
    public static StrongBox<Action?> CloseWith(Action close) => RequestUnderWay.Value = new(close);

    /// <summary>The calls into one area's code.</summary>
    public PluginCalls Of(string area) => areas.GetOrAdd(area, code => new PluginCalls(this, code));

    /// <summary>Why an area's code is not called now; null when it is.</summary>
    public string? WhatIsWrong(string area) => areas.TryGetValue(area, out var calls) && calls.IsOverdue ? calls.Reason : null;

    public void Dispose()
    {
        using var stopped = new ManualResetEvent(false);
        if (timer.Dispose(stopped)) stopped.WaitOne();
    }

    internal PluginCall Begin(PluginCalls area)
    {
        var call = callOfThread ?? FirstCallOfThread();
        call.Begin(area, now);
        return call;
    }

    internal string SaysOften => FormattableString.Invariant(
        $"{MaxOverdue} calls to its code took longer than {limit.TotalSeconds:0.#} seconds, so the code is not called again. Correct it and restart the host.");

    internal string Says => FormattableString.Invariant(
        $"A call to its code has not returned within {limit.TotalSeconds:0.#} seconds, so the code is not called again. Correct it and restart the host.");

    internal void Look()
    {
        using var _ = looking.EnterScope();
        now++;
        foreach (var (call, thread) in Calls)
        {
            if (!thread.IsAlive) Calls.TryRemove(call, out var _);
        }
        var late = Calls.Keys.Select(call => call.LateSince(now - Ticks)).Where(call => call.Area is not null).ToArray();
        foreach (var area in areas.Values)
        {
            var own = late.Where(call => call.Area == area).ToArray();
            if (own.Length > 0 && !area.IsOverdue) LogOverdue(area.Code, limit.TotalSeconds);
            area.Count(own.Select(call => call.Number));
            area.IsOverdue = own.Length > 0 || area.Overdue >= MaxOverdue;
            foreach (var (_, flow, _) in own) if (flow is not null) CloseRequestOf(flow);
        }
    }

    private static PluginCall FirstCallOfThread()
    {
        callOfThread = new();
        Calls[callOfThread] = Thread.CurrentThread;
        return callOfThread;
    }

    /// <summary>Closes the request that the call was made for, once.</summary>
    private static void CloseRequestOf(ExecutionContext flow) => ExecutionContext.Run(
        flow, _ => { if (RequestUnderWay.Value is { } open) Interlocked.Exchange(ref open.Value, null)?.Invoke(); }, null);

    [LoggerMessage(1009, LogLevel.Error,
        "A call to the code of area {Area} has not returned within {Seconds} s. The area is refused, and the call keeps a processor busy until a restart")]
    private partial void LogOverdue(string area, double seconds);
}

/// <summary>The calls into one area's code.</summary>
internal sealed class PluginCalls(PluginWatchdog watchdog, string code)
{
    private readonly HashSet<long> counted = [];
    private volatile bool isOverdue;

    public string Code => code;

    public bool IsOverdue { get => isOverdue; set => isOverdue = value; }

    /// <summary>How many calls have not returned in time.</summary>
    public int Overdue => counted.Count;

    public string Reason => Overdue >= PluginWatchdog.MaxOverdue ? watchdog.SaysOften : watchdog.Says;

    /// <summary>The mark of this area in the file of calls.</summary>
    public int Mark { get; } = PluginCallJournal.MarkOf(code);

    /// <summary>Notes in the file of calls that a thread is in this area's code, or no more.</summary>
    public void Note(int thread, int mark) => watchdog.Journal.Note(thread, mark);

    /// <summary>Counts late calls, each once.</summary>
    public void Count(IEnumerable<long> late)
    {
        foreach (var call in late) counted.Add(call);
    }

    /// <summary>Begins a call; the caller ends it.</summary>
    /// <exception cref="PluginException">An earlier call has not returned.</exception>
    public PluginCall Begin() => isOverdue ? throw new PluginException(Reason) : watchdog.Begin(this);
}

/// <summary>The call that one thread makes into an area's code, if any.</summary>
internal sealed class PluginCall
{
    private static int threads;
    private readonly int slot = Interlocked.Increment(ref threads);
    private PluginCalls? area;
    private ExecutionContext? flow;
    private int since;
    private uint calls;

    /// <summary>A number of this call and no other.</summary>
    public long Number { get; private set; }

    public void Begin(PluginCalls called, int now)
    {
        (since, Number) = (now, ((long)slot << 32) | ++calls);
        called.Note(slot, called.Mark);
        // To look in it for the request takes longer, and is needed only when a call is late.
        Volatile.Write(ref flow, ExecutionContext.Capture());
        Volatile.Write(ref area, called);
    }

    public void End()
    {
        var called = area;
        Volatile.Write(ref area, null);
        flow = null;
        called?.Note(slot, 0);
    }

    /// <summary>The area whose code has been at work since this tick or longer, and the flow that the call belongs to.</summary>
    public (PluginCalls? Area, ExecutionContext? Flow, long Number) LateSince(int tick)
    {
        var (called, of, number) = (Volatile.Read(ref area), Volatile.Read(ref flow), Number);
        // Read last: a call that began meanwhile shows by it.
        return since <= tick ? (called, of, number) : default;
    }
}
