namespace WorkWell.Ui.Contracts;

/// <summary>Wide content that scrolls sideways inside the page.</summary>
public sealed record Scroll : WordsPart
{
    /// <summary>The id of its label.</summary>
    public string? LabelledBy { get; init; }

    /// <summary>Whether it is on a dark background.</summary>
    public GroundVariant? Variant { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("div", this, ClassNames.Join("nhsuk-scroll", ClassNames.Variant("nhsuk-scroll--", Variant, Classes)), ("data-module", "nhsuk-scroll"));
        html.Open("div", ("class", "nhsuk-scroll__content"), ("role", "region"), ("aria-labelledby", LabelledBy));
        WriteParagraph(html);
        html.Close("div");
        html.Close("div");
    }
}
