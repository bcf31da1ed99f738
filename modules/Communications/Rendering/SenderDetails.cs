using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Communications.Rendering;

/// <summary>An area's details in its messages. Missing ones are empty.</summary>
internal readonly record struct SenderDetails(string ServiceName, string Phone, string Email, string Web)
{
    /// <summary>The area's own first page.</summary>
    public string Start { get; init; } = "";

    /// <summary>Where people see, change or stop their own referral.</summary>
    public string MyReferral { get; init; } = "";

    /// <summary>One way to reach the area: the number to call, otherwise the address to write to.</summary>
    public string Contact => Phone.Length > 0 ? Phone : Email;

    public static SenderDetails Of(AreaSettings settings) => Of(settings.ServiceName, settings.Contact);

    public static SenderDetails Of(string serviceName, AreaContact contact) =>
        new(serviceName, contact.Phone ?? "", contact.Email ?? "", contact.Web ?? "");
}

/// <summary>Who sends a message: a ready area, or the national desk.</summary>
internal sealed class Senders(IAreaCatalogue areas, IConfiguration configuration)
{
    private readonly AreaContact national = AreaContacts.NationalIn(configuration);
    private readonly Uri? pages = configuration["PublicAddress"] is { Length: > 0 } address ? new Uri(address, UriKind.Absolute) : null;

    /// <summary>The details of a sender; null for an area that does not serve.</summary>
    public SenderDetails? Find(string area)
    {
        if (areas.Ready.TryGetValue(area, out var ready)) return With(SenderDetails.Of(ready.Settings), $"/areas/{area}");
        return area == Area.National ? With(SenderDetails.Of("WorkWell", national), "/") : null;
    }

    private SenderDetails With(SenderDetails sender, string start) =>
        pages is null ? sender : sender with { Start = new Uri(pages, start).ToString(), MyReferral = new Uri(pages, "/my-referral").ToString() };
}
