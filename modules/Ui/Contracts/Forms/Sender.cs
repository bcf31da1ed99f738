using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Contracts;

/// <summary>Recognises a sender without keeping where they are.</summary>
public static class Sender
{
    /// <summary>Makes a mark of the network address a request comes from.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The same for the same address, on every host.</returns>
    public static Guid Of(HttpContext http) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"workwell sender {ClientAddress.KeyOf(http.Connection.RemoteIpAddress)}")).AsSpan(0, 16));
}
