namespace WorkWell.Communications.Templates;

/// <summary>
/// How e-mails look. Mail programs drop style sheets but keep inline styles. A colour is set only together with its background, so that both stay readable in
/// dark mode. The message itself has the reader's own colours, light or dark, and text size.
/// </summary>
internal static class EmailStyle
{
    private const string Font = "font-family:Arial,sans-serif;line-height:1.5";

    /// <summary>The whole of an e-mail: a long address breaks, so that nothing is scrolled sideways.</summary>
    /// <param name="isLarge">Whether the reader asked for large print, which is usually 18 points.</param>
    /// <returns>The value of its style attribute.</returns>
    public static string Page(bool isLarge) =>
        $"max-width:40em;margin:0 auto;overflow-wrap:anywhere;background-color:Canvas;color:CanvasText;{Font}{(isLarge ? ";font-size:18pt" : "")}";

    /// <summary>The band with the sender's name.</summary>
    public const string Band = "margin:0;padding:12px 16px;background-color:#005eb8;color:#ffffff;font-size:1.25em;font-weight:bold";

    /// <summary>The subject as a heading.</summary>
    public const string Heading = "font-size:1.5em;line-height:1.25";

    private const string OfButton = "display:inline-block;padding:12px 20px;border-radius:4px;background-color:#007f3b;color:#ffffff;font-weight:bold;"
        + "text-decoration:none";

    /// <summary>A link that looks like a button, and its address in full for whoever cannot or would rather not press it.</summary>
    /// <param name="words">Its words, escaped.</param>
    /// <param name="link">The address.</param>
    /// <returns>The HTML.</returns>
    public static string Button(string words, string link) =>
        $"<a href=\"{link}\" style=\"{OfButton}\">{words}</a><br>\n<bdi dir=\"ltr\">{link}</bdi>";
}
