using Microsoft.AspNetCore.Html;

namespace WorkWell.Ui.Contracts;

/// <summary>A group of fields under one legend.</summary>
public sealed record Fieldset : Part
{
    /// <summary>The legend.</summary>
    public Legend? Legend { get; init; }

    /// <summary>The fields.</summary>
    public IHtmlContent? Html { get; init; }

    /// <summary>The ARIA role.</summary>
    public string? Role { get; init; }

    /// <summary>Ids of descriptions of the fields.</summary>
    public string? DescribedBy { get; init; }

    private protected override void Write(Markup html)
    {
        html.Open("fieldset", this, "nhsuk-fieldset", ("role", Role), ("aria-describedby", string.IsNullOrEmpty(DescribedBy) ? null : DescribedBy));
        html.Write(Legend);
        html.Write(Html);
        html.Close("fieldset");
    }
}
