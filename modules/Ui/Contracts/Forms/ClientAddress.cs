using System.Net;
using System.Net.Sockets;

namespace WorkWell.Ui.Contracts;

/// <summary>What counts as one sender: a household has one IPv4 address, or one block of 2^64 IPv6 addresses.</summary>
internal static class ClientAddress
{
    public static string KeyOf(IPAddress? given)
    {
        var address = Plain(given ?? IPAddress.None);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    /// <summary>An IPv4 address that was written as IPv6, as it is.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
