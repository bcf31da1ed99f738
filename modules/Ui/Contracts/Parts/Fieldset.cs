using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>Fields that belong together, under one legend.</summary>
public sealed record Fieldset : Part
{
    /// <summary>What the fields ask for.</summary>
    public Legend? Legend { get; init; }

    /// <summary>The fields.</summary>
    public IHtmlContent? Html { get; init; }

    /// <summary>The ARIA role.</summary>
    public string? Role { get; init; }

    /// <summary>Ids of what describes the fields.</summary>
    public string? DescribedBy { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("fieldset", this, "nhsuk-fieldset", ("role", Role), ("aria-describedby", string.IsNullOrEmpty(DescribedBy) ? null : DescribedBy));
        html.Write(Legend);
        html.Write(Html);
        html.Close("fieldset");
    }
}
