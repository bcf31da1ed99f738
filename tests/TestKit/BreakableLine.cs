using System.Net;
using System.Net.Sockets;

namespace WorkWell.TestKit;

/// <summary>A proxy to a local server whose connections a test can break and restore. Its own port stays the same when the server moves to another.</summary>
public sealed class BreakableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly HashSet<TcpClient> open = [];
    private readonly Task accepting;
    private volatile bool isCut;
    private volatile TaskCompletionSource? silence;
    private volatile int target;

    private BreakableLine(int target)
    {
        this.target = target;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1 to connect to.</summary>
    public int Port { get; }

    /// <summary>Creates a proxy.</summary>
    /// <param name="target">The server's port on 127.0.0.1.</param>
    /// <returns>The proxy; dispose of it.</returns>
    public static BreakableLine To(int target) => new(target);

    /// <summary>Sends new connections to another port.</summary>
    /// <param name="port">The server's port on 127.0.0.1.</param>
    public void LeadTo(int port) => target = port;

    /// <summary>Breaks every connection and refuses new ones until restored.</summary>
    public void Cut()
    {
        isCut = true;
        TcpClient[] all;
        lock (gate) all = [.. open];
        foreach (var client in all) client.Close();
    }

    /// <summary>Holds all traffic in both directions until restored, without closing connections.</summary>
    public void FallSilent() => silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Accepts connections again; traffic that was held arrives late.</summary>
    public void Mend()
    {
        isCut = false;
        var held = silence;
        silence = null;
        held?.TrySetResult();
    }

    /// <summary>Closes the proxy.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        Cut();
        Mend();
        isCut = true;
        listener.Stop();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                _ = Task.Run(() => CarryAsync(client), CancellationToken.None);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy was closed.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        lock (gate)
        {
            open.Add(client);
            open.Add(server);
        }
        try
        {
            if (isCut) return;
            await server.ConnectAsync(IPAddress.Loopback, target);
            var (one, other) = (client.GetStream(), server.GetStream());
            // The proxy was cut after the check above, so the newest connection is closed too.
            if (isCut) return;
            await Task.WhenAny(CopyAsync(one, other), CopyAsync(other, one));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Either side closed the connection, or the proxy was cut.
        }
        finally
        {
            lock (gate)
            {
                open.Remove(client);
                open.Remove(server);
            }
            client.Dispose();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            if (silence is { } held) await held.Task;
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
