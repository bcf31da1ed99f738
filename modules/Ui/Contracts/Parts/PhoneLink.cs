using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>A telephone number that can be called by touching it, read from left to right in every language.</summary>
public static class PhoneLink
{
    /// <summary>Makes the link.</summary>
    /// <param name="number">The number as it is shown, such as "116 123".</param>
    /// <returns>The link; the number is encoded.</returns>
    public static IHtmlContent To(string number) => new HtmlContentBuilder()
        .AppendHtml("<a href=\"tel:").Append(string.Concat(number.Where(sign => char.IsAsciiDigit(sign) || sign == '+'))).AppendHtml("\"><bdi dir=\"ltr\">")
        .Append(number).AppendHtml("</bdi></a>");
}
