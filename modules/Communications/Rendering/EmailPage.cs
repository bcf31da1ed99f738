using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>
/// The HTML document of an e-mail. It is unstyled, except for large print, so that mail programs, screen readers and text sizes work as the reader set them.
/// </summary>
internal static class EmailPage
{
    /// <summary>Writes the document. Language and direction are repeated on the inner element because web mail drops the outer ones.</summary>
    public static string Write(LanguageFacts language, string subject, string body, bool isLarge)
    {
        var title = HtmlEscaping.Escape(subject);
        var spoken = $"lang=\"{language.Tag}\" dir=\"{(language.RightToLeft ? "rtl" : "ltr")}\"";
        // 18 points is the usual size of large print. Mail programs drop style sheets but keep inline styles.
        var size = isLarge ? " style=\"font-size:18pt;line-height:1.5\"" : "";
        return $"""
            <!doctype html>
            <html {spoken}>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            </head>
            <body>
            <div {spoken}{size}>
            <h1>{title}</h1>
            {body}</div>
            </body>
            </html>

            """;
    }
}
