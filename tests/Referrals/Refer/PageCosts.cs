using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace WorkWell.Referrals.Tests;

/// <summary>Notes what each request costs a host that answers one after the other: processor time, and how often it asks the database.</summary>
internal sealed class PageCosts : IStartupFilter, IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Cost>> costs = new();
    private readonly ActivityListener listener;
    private int asked;

    public PageCosts()
    {
        // The driver reports each time it sends something to the database and waits for the answer.
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = _ => Interlocked.Increment(ref asked),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyDictionary<string, Cost[]> Pages => costs.ToDictionary(page => page.Key, page => page.Value.ToArray());

    public void Forget() => costs.Clear();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(MeasureAsync);
        next(app);
    };

    public void Dispose() => listener.Dispose();

    private async Task MeasureAsync(HttpContext http, RequestDelegate next)
    {
        var page = $"{http.Request.Method} {http.Request.Path}";
        var (before, used) = (Volatile.Read(ref asked), Environment.CpuUsage.TotalTime);
        await next(http);
        costs.GetOrAdd(page, _ => new()).Enqueue(new(Environment.CpuUsage.TotalTime - used, Volatile.Read(ref asked) - before));
    }

    internal readonly record struct Cost(TimeSpan Processor, int Asked);
}
