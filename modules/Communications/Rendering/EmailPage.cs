using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Rendering;

/// <summary>
/// The page around the HTML of an e-mail. Plain structure and no styles but the size for those who asked for large print: every mail program, screen reader
/// and text size can do with it as it likes.
/// </summary>
internal static class EmailPage
{
    /// <summary>The whole document. Language and direction stand on the inner element too, because web mail drops the outer ones.</summary>
    public static string Write(LanguageFacts language, string subject, string body, bool isLarge)
    {
        var title = HtmlEscaping.Escape(subject);
        var spoken = $"lang=\"{language.Tag}\" dir=\"{(language.RightToLeft ? "rtl" : "ltr")}\"";
        // 18 points, the usual size of large print; mail programs keep such a style where they drop a sheet.
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
