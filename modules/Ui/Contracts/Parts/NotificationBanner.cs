namespace WorkWell.Ui.Contracts;

/// <summary>The type of notification.</summary>
public enum NotificationVariant
{
    /// <summary>Success.</summary>
    Success,
}

/// <summary>News that does not concern the page itself.</summary>
public sealed record NotificationBanner : WordsPart
{
    /// <summary>The title; null for "Important" or "Success".</summary>
    public Heading? Title { get; init; }

    /// <summary>The heading inside it.</summary>
    public Heading? Heading { get; init; }

    /// <summary>The type of notification.</summary>
    public NotificationVariant? Variant { get; init; }

    /// <summary>The ARIA role; null for the default.</summary>
    public string? Role { get; init; }

    /// <summary>Whether it does not take the focus.</summary>
    public bool? DisableAutoFocus { get; init; }

    private protected override void Write(Markup html)
    {
        var isSuccess = Variant is NotificationVariant.Success;
        var title = Title ?? new Heading();
        var titleId = title.Id ?? "nhsuk-notification-banner-title";
        html.Open("div", this, ClassNames.Join("nhsuk-notification-banner", ClassNames.Variant("nhsuk-notification-banner--", Variant, Classes)),
            ("data-module", "nhsuk-notification-banner"), ("data-disable-auto-focus", Markup.Flag(DisableAutoFocus)),
            ("role", Role ?? (isSuccess ? "alert" : "region")), ("aria-labelledby", titleId));
        html.Open("div", ("class", "nhsuk-notification-banner__header"));
        html.Write(title with { Id = titleId, Text = title.Text ?? (isSuccess ? "Success" : "Important"), Level = title.Level ?? 2,
            ClassName = "nhsuk-notification-banner__title" });
        html.Close("div");
        html.Open("div", ("class", "nhsuk-notification-banner__content"));
        var hasHeading = Heading is { HasWords: true };
        if (hasHeading) html.Write(Heading! with { Level = Heading.Level ?? 3, ClassName = "nhsuk-notification-banner__heading" });
        WriteParagraph(html, hasHeading ? "nhsuk-body" : "nhsuk-notification-banner__heading");
        html.Close("div");
        html.Close("div");
    }
}
