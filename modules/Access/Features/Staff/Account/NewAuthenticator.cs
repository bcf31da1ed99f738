using System.Globalization;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace WorkWell.Access;

/// <summary>A key for an authenticator application: to scan, or to type.</summary>
/// <param name="Email">Whose it is, as the application shows it.</param>
/// <param name="Key">The key in base 32.</param>
internal sealed record NewAuthenticator(string Email, string Key)
{
    /// <summary>The key in groups of four, for typing.</summary>
    public string Spaced => string.Join(' ', Key.Chunk(4).Select(part => new string(part)));

    /// <summary>A picture of it. Colours come as attributes, because the page allows no styles of its own.</summary>
    public IHtmlContent Picture()
    {
        var address = string.Create(
            CultureInfo.InvariantCulture, $"otpauth://totp/WorkWell:{Uri.EscapeDataString(Email)}?secret={Key}&issuer=WorkWell&digits=6&period=30");
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new HtmlString(code.GetGraphic(4, "#212b32", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
