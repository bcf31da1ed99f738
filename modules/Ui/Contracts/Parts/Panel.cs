namespace WorkWell.Ui.Contracts;

/// <summary>The purpose of a panel.</summary>
public enum PanelVariant
{
    /// <summary>Interrupts the reader before the next step.</summary>
    Interruption,
}

/// <summary>Confirms that something is done, in large letters.</summary>
public sealed record Panel : WordsPart
{
    /// <summary>The heading.</summary>
    public required Heading Heading { get; init; }

    /// <summary>The purpose; null to confirm that something is done.</summary>
    public PanelVariant? Variant { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("div", this, ClassNames.Join("nhsuk-panel", ClassNames.Variant("nhsuk-panel--", Variant, Classes)));
        html.Write(Heading with { ClassName = "nhsuk-panel__heading", ClassPrefix = "nhsuk-panel__heading--", Sizes = (TextSize.M, TextSize.Xl) });
        if (HasWords) html.Element("div", new Written(WriteWords), ("class", "nhsuk-panel__body"));
        html.Close("div");
    }
}
