using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>The HTML document of an e-mail: a band with the name of the area's service, the subject as its heading, and the message.</summary>
internal static class EmailPage
{
    /// <summary>Writes the document. Language and direction are repeated on the inner element because web mail drops the outer ones.</summary>
    public static string Write(LanguageFacts language, string serviceName, string subject, string body, bool isLarge)
    {
        var title = HtmlEscaping.Escape(subject);
        var spoken = $"lang=\"{language.Tag}\" dir=\"{(language.RightToLeft ? "rtl" : "ltr")}\"";
        // Mail programs show the message among landmarks and headings of their own, so it has the role of an article.
        return $"""
            <!doctype html>
            <html {spoken}>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            </head>
            <body>
            <div role="article" {spoken} style="{EmailStyle.Page(isLarge)}">
            <p style="{EmailStyle.Band}"><bdi>{HtmlEscaping.Escape(serviceName)}</bdi></p>
            <h1 style="{EmailStyle.Heading}">{title}</h1>
            {body}</div>
            </body>
            </html>

            """;
    }
}
