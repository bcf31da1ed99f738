using System.Globalization;
using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>How people reach the team of an area, or the national desk, where referrals wait whose area is not known yet.</summary>
/// <param name="areas">The areas that serve.</param>
/// <param name="configuration">The settings: the national desk's are in "NationalDesk".</param>
public sealed class AreaContacts(IAreaCatalogue areas, IConfiguration configuration)
{
    /// <summary>The national desk's contact; what is not set is null.</summary>
    public AreaContact National { get; } = NationalIn(configuration);

    /// <summary>An area's contact.</summary>
    /// <param name="area">The area's code; null where it is not known.</param>
    /// <returns>The contact of the area that serves, otherwise the national desk's.</returns>
    public AreaContact Of(string? area) => area is not null && areas.Ready.TryGetValue(area, out var ready) ? ready.Settings.Contact : National;

    /// <summary>The area, if it serves.</summary>
    /// <param name="area">A code; "national" while the area is not known.</param>
    /// <returns>Its code; null where it has no pages of its own.</returns>
    public string? Serving(string area) => areas.Ready.ContainsKey(area) ? area : null;

    /// <summary>Reads the national desk's contact.</summary>
    /// <param name="configuration">The settings.</param>
    /// <returns>The contact; empty where nothing is set.</returns>
    public static AreaContact NationalIn(IConfiguration configuration) => new()
    {
        Phone = Given(configuration["NationalDesk:Phone"]),
        Email = Given(configuration["NationalDesk:Email"]),
        Web = Given(configuration["NationalDesk:Web"]),
        TeamEmail = Given(configuration["NationalDesk:TeamEmail"]),
        TeamHours = TimeOnly.TryParse(configuration["NationalDesk:TeamFrom"], CultureInfo.InvariantCulture, out var from)
            && TimeOnly.TryParse(configuration["NationalDesk:TeamUntil"], CultureInfo.InvariantCulture, out var until) && from < until
            ? new(from, until) { IsEveryDay = configuration.GetValue("NationalDesk:TeamIsEveryDay", false) } : null,
    };

    /// <summary>When somebody who has heard nothing is asked to get in touch, where the service states no time.</summary>
    /// <remarks>A partner is reminded twice and after five working days the team takes over, which leaves it as many again.</remarks>
    public const int WorkingDaysBeforeAsking = 10;

    /// <summary>When somebody gets in touch.</summary>
    /// <param name="contact">How the service is reached, and what it says of the time.</param>
    /// <param name="calendar">England's working days.</param>
    /// <param name="from">The day from which it counts.</param>
    /// <returns>The day by which the service says that somebody does, or null; and the day after which to ask it.</returns>
    public static (DateOnly? By, DateOnly AskAfter) WhenContacted(AreaContact contact, WorkingCalendar calendar, DateOnly from)
    {
        DateOnly? by = contact.WorkingDaysToContact is { Value: var days } ? calendar.AddWorkingDays(from, days) : null;
        return (by, by ?? calendar.AddWorkingDays(from, WorkingDaysBeforeAsking));
    }

    /// <summary>What keeps people, or an urgent referral, from reaching anybody under a contact.</summary>
    /// <param name="contact">The contact.</param>
    /// <returns>One sentence for each; empty where the public reaches the service and somebody reads what comes to its team.</returns>
    public static IEnumerable<string> WhatIsMissing(AreaContact contact)
    {
        if (!IsReachable(contact)) yield return "No way for the public to reach the service is stated: give \"phone\" or \"email\".";
        if (contact.TeamEmail is null) yield return "An urgent referral would reach nobody: give \"teamEmail\", an address that the team reads.";
        if (contact.TeamHours is null) yield return "Nobody states when the team reads what comes to it: give \"teamHours\".";
    }

    /// <summary>Whether a page or message may ask people to get in touch.</summary>
    /// <param name="contact">The contact.</param>
    /// <returns>True where there is a number to call or an address to write to.</returns>
    public static bool IsReachable(AreaContact contact) => contact.Phone is not null || contact.Email is not null;

    private static string? Given(string? setting) => string.IsNullOrWhiteSpace(setting) ? null : setting;
}
