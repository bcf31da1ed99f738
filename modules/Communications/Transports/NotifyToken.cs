using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkWell.Communications.Transports;

/// <summary>The JSON Web Token Notify requires with every request, signed with HS256.</summary>
internal static class NotifyToken
{
    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"HS256"}"""u8);

    public static string Make(string serviceId, string secret, DateTimeOffset at)
    {
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"iss":"{{serviceId}}","iat":{{at.ToUnixTimeSeconds()}}}""");
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
