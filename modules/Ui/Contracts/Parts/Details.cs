using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The line that opens and closes what is folded away.</summary>
public sealed record Summary : WordsPart
{
    /// <summary>A summary of plain words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Summary?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>A summary of words.</summary>
    /// <param name="text">The words.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Summary?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        html.Open("summary", this, "nhsuk-details__summary");
        html.Element("span", new Written(WriteWords), ("class", "nhsuk-details__summary-text"));
        html.Close("summary");
    }
}

/// <summary>Something folded away that only some readers need.</summary>
public sealed record Details : WordsPart
{
    /// <summary>The line that opens it.</summary>
    public required Summary Summary { get; init; }

    /// <summary>Whether it starts open.</summary>
    public bool? Open { get; init; }

    /// <summary>Whether it stands on a dark ground.</summary>
    public GroundVariant? Variant { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("details", this, ClassNames.Join("nhsuk-details", ClassNames.Variant("nhsuk-details--", Variant, Classes)), ("open", Open == true ? "" : null));
        html.Write(Summary);
        html.Element("div", new Written(WriteWords), ("class", "nhsuk-details__text"));
        html.Close("details");
    }
}
