namespace WorkWell.Ui.Contracts;

/// <summary>Text set off from its surroundings.</summary>
public sealed record InsetText : WordsPart
{
    /// <summary>The prefix for screen readers.</summary>
    public Text VisuallyHiddenText { get; init; } = "Information";

    private protected override void Write(Markup html)
    {
        html.Open("div", this, "nhsuk-inset-text");
        html.Hidden(VisuallyHiddenText, after: ": ");
        WriteParagraph(html);
        html.Close("div");
    }
}
