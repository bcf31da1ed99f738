using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkWell.TestKit;

/// <summary>A connection that announces more than it sends.</summary>
public sealed class SlowConnection : IDisposable
{
    private readonly Socket socket;

    private SlowConnection(Socket socket) => this.socket = socket;

    /// <summary>Opens a connection to a host from one of this machine's own addresses.</summary>
    /// <param name="host">The host's address.</param>
    /// <param name="from">An address below 127, such as 127.0.3.9.</param>
    /// <returns>The connection; dispose of it.</returns>
    public static async Task<SlowConnection> OpenAsync(Uri host, string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, host.Port);
        return new(socket);
    }

    /// <summary>Announces a post, and sends only its beginning.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="announced">The length it says that it has, in bytes.</param>
    /// <param name="begin">What it sends of it.</param>
    public async Task AnnounceAsync(string path, int announced, string begin) => await socket.SendAsync(Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: workwell\r\nContent-Type: application/json\r\nContent-Length: {announced}\r\n\r\n{begin}"));

    /// <summary>Waits until the host answers or cuts the connection.</summary>
    /// <returns>The first line of the answer; null when the connection was cut without one.</returns>
    public async Task<string?> AnswerAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[512];
        try
        {
            var read = await socket.ReceiveAsync(buffer, cancellationToken);
            return read == 0 ? null : Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0];
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Breaks off.</summary>
    public void Dispose() => socket.Dispose();
}
