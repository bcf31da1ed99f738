using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Npgsql;

namespace WorkWell.Host;

/// <summary>The status code for an unhandled failure.</summary>
internal static class Failure
{
    private static readonly HashSet<string> NotNow =
    [
        PostgresErrorCodes.TooManyConnections, PostgresErrorCodes.CannotConnectNow, PostgresErrorCodes.ObjectNotInPrerequisiteState,
        PostgresErrorCodes.ReadOnlySqlTransaction,
        PostgresErrorCodes.DiskFull, PostgresErrorCodes.OutOfMemory,
    ];

    /// <summary>
    /// Whether the sender caused it: a request that was broken off, came too slowly or cannot be read. The answer says so, and the log says nothing, or whoever
    /// breaks off many requests would fill it.
    /// </summary>
    public static bool IsOfSender(Exception exception) => exception is BadHttpRequestException or ConnectionResetException;

    /// <summary>
    /// 503 when nothing was stored because the database cannot be reached or cannot write now, so a retry is safe; 500 for everything else.
    /// </summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        PostgresException refusal when NotNow.Contains(refusal.SqlState) => StatusCodes.Status503ServiceUnavailable,
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound
        or SocketError.HostUnreachable or SocketError.TimedOut } } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
