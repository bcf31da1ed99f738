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
    private static readonly AsyncLocal<StrongBox<Action?>?> RequestUnderWay = new();
    private readonly ConcurrentDictionary<string, PluginCalls> areas = new();
    private readonly ThreadLocal<PluginCall> calls = new(() => new PluginCall(), trackAllValues: true);
    private readonly ILogger<PluginWatchdog> logger;
    private readonly TimeSpan limit;
    private readonly Timer timer;
    private readonly Lock looking = new();
    private volatile int now;

    public PluginWatchdog(IConfiguration configuration, ILogger<PluginWatchdog> logger)
    {
        this.logger = logger;
        limit = configuration.GetValue("AreaCalls:Limit", TimeSpan.FromSeconds(10));
        // Real time: a clock that a test or demonstration has stopped would never find a call late.
        timer = new Timer(_ => Look(), null, limit / Ticks, limit / Ticks);
    }

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
        calls.Dispose();
    }

    internal PluginCall Begin(PluginCalls area)
    {
        var call = calls.Value!;
        call.Begin(area, now, RequestUnderWay.Value);
        return call;
    }

    internal string Says => FormattableString.Invariant(
        $"A call to its code has not returned within {limit.TotalSeconds:0.#} seconds, so the code is not called again. Correct it and restart the host.");

    internal void Look()
    {
        using var _ = looking.EnterScope();
        now++;
        var late = calls.Values.Select(call => (Call: call, Area: call.AreaIfSince(now - Ticks))).Where(call => call.Area is not null).ToArray();
        foreach (var area in areas.Values)
        {
            var own = late.Where(call => call.Area == area).ToArray();
            if (own.Length > 0 && !area.IsOverdue) LogOverdue(area.Code, limit.TotalSeconds);
            area.IsOverdue = own.Length > 0;
            foreach (var one in own) one.Call.Close();
        }
    }

    [LoggerMessage(1009, LogLevel.Error,
        "A call to the code of area {Area} has not returned within {Seconds} s. The area is refused, and the call keeps a processor busy until a restart")]
    private partial void LogOverdue(string area, double seconds);
}

/// <summary>The calls into one area's code.</summary>
internal sealed class PluginCalls(PluginWatchdog watchdog, string code)
{
    private volatile bool isOverdue;

    public string Code => code;

    public bool IsOverdue { get => isOverdue; set => isOverdue = value; }

    public string Reason => watchdog.Says;

    /// <summary>Begins a call; the caller ends it.</summary>
    /// <exception cref="PluginException">An earlier call has not returned.</exception>
    public PluginCall Begin() => isOverdue ? throw new PluginException(watchdog.Says) : watchdog.Begin(this);
}

/// <summary>The call that one thread makes into an area's code, if any.</summary>
internal sealed class PluginCall
{
    private PluginCalls? area;
    private int since;
    private StrongBox<Action?>? request;

    public void Begin(PluginCalls called, int now, StrongBox<Action?>? underWay)
    {
        (since, request) = (now, underWay);
        Volatile.Write(ref area, called);
    }

    public void End() => Volatile.Write(ref area, null);

    public PluginCalls? AreaIfSince(int tick) => Volatile.Read(ref area) is { } called && since <= tick ? called : null;

    public void Close()
    {
        if (request is { } open) Interlocked.Exchange(ref open.Value, null)?.Invoke();
    }
}
