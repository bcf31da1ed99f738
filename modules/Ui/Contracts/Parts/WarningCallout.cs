namespace WorkWell.Ui.Contracts;

/// <summary>A warning that must not be missed.</summary>
public sealed record WarningCallout : WordsPart
{
    /// <summary>The heading.</summary>
    public Heading? Heading { get; init; }

    /// <summary>The heading's prefix for screen readers, unless the heading contains it.</summary>
    public Text VisuallyHiddenText { get; init; } = "Important";

    /// <summary>The actions.</summary>
    public Actions? Actions { get; init; }

    private protected override void Write(Markup html)
    {
        var saysIt = Heading?.Text?.Value.Contains("important", StringComparison.OrdinalIgnoreCase) != false;
        html.Write(new Card
        {
            Id = Id,
            Classes = Classes,
            Attributes = Attributes,
            Heading = Heading is null ? null
            : Heading with { Level = Heading.Level ?? 3, VisuallyHiddenText = saysIt ? null : Heading.VisuallyHiddenText ?? VisuallyHiddenText },
            Description = new Description { Text = Text, Html = Html },
            Actions = Actions,
            Variant = CardVariant.Warning,
        });
    }
}
