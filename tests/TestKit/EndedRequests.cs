using System.Diagnostics.Metrics;

namespace WorkWell.TestKit;

/// <summary>Counts the requests that hosts of this process have ended, by the framework's own measurements.</summary>
public sealed class EndedRequests : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int ended;
    private int wanted = int.MaxValue;

    /// <summary>Begins to count.</summary>
    public EndedRequests()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "http.server.request.duration") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Look(Interlocked.Increment(ref ended)));
        listener.Start();
    }

    /// <summary>Waits for a number of requests to end.</summary>
    /// <param name="requests">How many, since this began to count.</param>
    public Task CountAsync(int requests)
    {
        Volatile.Write(ref wanted, requests);
        Look(Volatile.Read(ref ended));
        return reached.Task;
    }

    /// <summary>Stops counting.</summary>
    public void Dispose() => listener.Dispose();

    private void Look(int now)
    {
        if (now >= Volatile.Read(ref wanted)) reached.TrySetResult();
    }
}
