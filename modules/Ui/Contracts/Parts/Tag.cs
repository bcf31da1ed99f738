namespace WorkWell.Ui.Contracts;

/// <summary>Tag colours.</summary>
public enum TagColour
{
    /// <summary>White.</summary>
    White,

    /// <summary>Grey.</summary>
    Grey,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Aqua green.</summary>
    AquaGreen,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Pink.</summary>
    Pink,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>No colour, only text and border.</summary>
    NoColour,
}

/// <summary>A status in a word or two. Never colour alone.</summary>
public sealed record Tag : WordsPart
{
    /// <summary>The colour; null for the default blue.</summary>
    public TagColour? Colour { get; init; }

    /// <summary>Whether it has a border.</summary>
    public bool Border { get; init; } = true;

    private protected override void Write(Markup html)
    {
        html.Open("strong", this,
            ClassNames.Join("nhsuk-tag", ClassNames.Variant("nhsuk-tag--", Colour, Classes), ClassNames.If(!Border, "nhsuk-tag--no-border", Classes)));
        WriteWords(html);
        html.Close("strong");
    }
}
