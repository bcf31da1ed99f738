namespace WorkWell.Ui.Contracts;

/// <summary>The first link of a page, which skips the header.</summary>
public sealed record SkipLink : WordsPart
{
    /// <summary>The address of the main content.</summary>
    public string? Href { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("a", this, "nhsuk-skip-link", ("data-module", "nhsuk-skip-link"), ("href", string.IsNullOrEmpty(Href) ? "#maincontent" : Href));
        if (HasWords) WriteWords(html);
        else html.Write("Skip to main content");
        html.Close("a");
    }
}
