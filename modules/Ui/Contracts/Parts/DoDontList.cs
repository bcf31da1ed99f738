using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>The icon before each line of a list of dos or don'ts.</summary>
public enum DoDontIcon
{
    /// <summary>A tick: do.</summary>
    Tick,

    /// <summary>A cross: do not.</summary>
    Cross,
}

/// <summary>One line of a list of dos or don'ts.</summary>
public sealed record DoDontItem
{
    /// <summary>The text.</summary>
    public Text? Text { get; init; }

    /// <summary>HTML content.</summary>
    public IHtmlContent? Html { get; init; }

    /// <summary>The older name of <see cref="Text"/>.</summary>
    public Text? Item
    {
        init => Text = value;
    }
}

/// <summary>A list of dos or don'ts.</summary>
public sealed record DoDontList : Part
{
    /// <summary>The heading.</summary>
    public Heading? Heading { get; init; }

    /// <summary>The older name of <see cref="Heading"/>.</summary>
    public Text? Title
    {
        init => Heading = value;
    }

    /// <summary>The icon before each line.</summary>
    public DoDontIcon Icon { get; init; }

    /// <summary>The lines; null items are skipped.</summary>
    public IReadOnlyList<DoDontItem?> Items { get; init; } = [];

    /// <summary>The prefix of each line; null for "do not" after a cross.</summary>
    public Text? PrefixText { get; init; }

    /// <summary>Whether lines have no prefix.</summary>
    public bool? HidePrefix { get; init; }

    private protected override void Write(Markup html) => html.Write(new Card
    {
        Id = Id,
        Classes = Classes,
        Attributes = Attributes,
        Heading = Heading is null ? null : Heading with { Level = Heading.Level ?? 3 },
        Description = new Description { Html = new Written(WriteList) },
        Variant = CardVariant.Feature,
    });

    private void WriteList(Markup html)
    {
        var prefix = HidePrefix == true ? null : PrefixText ?? (Icon is DoDontIcon.Cross ? "do not" : null);
        html.Open("ul", ("class", "nhsuk-list nhsuk-list--" + ClassNames.Of(Icon)), ("role", "list"));
        foreach (var item in Items.OfType<DoDontItem>())
        {
            html.Open("li");
            html.Write(new Icon { Name = ClassNames.Of(Icon) });
            html.Write(prefix);
            if (prefix is not null) html.Raw(" ");
            html.Write(item.Html ?? item.Text);
            html.Close("li");
        }
        html.Close("ul");
    }
}
