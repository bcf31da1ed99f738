namespace WorkWell.Ui.Contracts;

/// <summary>Words set off from those around them.</summary>
public sealed record InsetText : WordsPart
{
    /// <summary>The word that screen readers say first.</summary>
    public Text VisuallyHiddenText { get; init; } = "Information";

    private protected override void Write(Markup html)
    {
        html.Open("div", this, "nhsuk-inset-text");
        html.Hidden(VisuallyHiddenText, after: ": ");
        WriteParagraph(html);
        html.Close("div");
    }
}
