using System.Net;
using System.Net.Sockets;
using Npgsql;
using WorkWell.Communications.Outbox;

namespace WorkWell.Benchmarks;

/// <summary>
/// The carrier's own record of what arrived, kept by the process that is never killed. A connection sends "S reference" to deliver a message or "A reference"
/// to ask whether it arrived; the response is one letter.
/// </summary>
internal sealed class EnglandLedger : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, byte> arrived = [];
    private readonly CancellationTokenSource stopping = new();
    private long count;

    public EnglandLedger()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public long Count => Interlocked.Read(ref count);

    /// <summary>Compares what arrived with the database.</summary>
    /// <returns>Sent but never arrived; arrived more than once; arrived, but recorded as not sent; unconfirmed.</returns>
    public async Task<(long Lost, long Twice, long Unexplained, long Unconfirmed)> CompareAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Command Timeout=600");
        await using var read = source.CreateCommand("select id, state from communications.message");
        await using var rows = await read.ExecuteReaderAsync();
        var (lost, unexplained, unconfirmed, known) = (0L, 0L, 0L, 0L);
        while (await rows.ReadAsync())
        {
            var isThere = arrived.ContainsKey(rows.GetGuid(0));
            if (isThere) known++;
            switch (rows.GetString(1))
            {
                case "sent" or "delivered" when !isThere:
                case "queued" or "sending":
                    lost++;
                    break;
                case "unconfirmed":
                    unconfirmed++;
                    break;
                case "cancelled" or "suppressed" or "failed" or "dead-lettered" when isThere:
                    unexplained++;
                    break;
            }
        }
        return (lost, arrived.Values.LongCount(times => times > 1), unexplained + arrived.Count - known, unconfirmed);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
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
                client.NoDelay = true;
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream());
                while (await reader.ReadLineAsync(stopping.Token) is { } line)
                {
                    if (!MessageReference.TryParse(line[2..], out var reference)) throw new InvalidDataException("Not a message reference.");
                    await client.GetStream().WriteAsync(Answer(line[0], reference.Id), stopping.Token);
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The worker was killed.
            }
        }
    }

    private ReadOnlyMemory<byte> Answer(char question, Guid id)
    {
        lock (gate)
        {
            if (question == 'A') return arrived.ContainsKey(id) ? "y"u8.ToArray() : "n"u8.ToArray();
            arrived[id] = (byte)Math.Min(200, arrived.GetValueOrDefault(id) + 1);
            count++;
            return "y"u8.ToArray();
        }
    }
}
