using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Protection;

/// <summary>
/// Bounds the open connections of one address before anything is read from them. Trusted proxies stand for many people and are only bounded overall.
/// </summary>
internal sealed class ConnectionLimits(IOptions<ProtectionOptions> options)
{
    private readonly HashSet<IPAddress> proxies = [.. options.Value.TrustedProxies.Select(IPAddress.Parse)];
    private readonly Dictionary<string, int> open = [];
    private readonly Lock counting = new();

    /// <summary>Passes a connection on while its address has room, and cuts it off otherwise.</summary>
    public async Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || proxies.Contains(ClientAddress.Plain(address)))
        {
            await next(connection);
            return;
        }
        var sender = ClientAddress.KeyOf(address);
        if (!TryOpen(sender))
        {
            connection.Abort();
            return;
        }
        try
        {
            await next(connection);
        }
        finally
        {
            Close(sender);
        }
    }

    private bool TryOpen(string sender)
    {
        using var _ = counting.EnterScope();
        var already = open.GetValueOrDefault(sender);
        if (already >= options.Value.ConnectionsPerAddress) return false;
        open[sender] = already + 1;
        return true;
    }

    private void Close(string sender)
    {
        using var _ = counting.EnterScope();
        if (open[sender] == 1) open.Remove(sender);
        else open[sender]--;
    }
}
