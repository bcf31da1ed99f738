using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The line that shows and hides the details.</summary>
public sealed record Summary : WordsPart
{
    /// <summary>Converts plain text to a summary.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Summary?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a summary.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Summary?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        html.Open("summary", this, "nhsuk-details__summary");
        html.Element("span", new Written(WriteWords), ("class", "nhsuk-details__summary-text"));
        html.Close("summary");
    }
}

/// <summary>Collapsed content that only some readers need.</summary>
public sealed record Details : WordsPart
{
    /// <summary>The line that opens it.</summary>
    public required Summary Summary { get; init; }

    /// <summary>Whether it starts open.</summary>
    public bool? Open { get; init; }

    /// <summary>Whether it is on a dark background.</summary>
    public GroundVariant? Variant { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("details", this, ClassNames.Join("nhsuk-details", ClassNames.Variant("nhsuk-details--", Variant, Classes)),
            ("open", Open == true ? "" : null));
        html.Write(Summary);
        html.Element("div", new Written(WriteWords), ("class", "nhsuk-details__text"));
        html.Close("details");
    }
}
