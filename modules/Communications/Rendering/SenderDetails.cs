using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Communications.Rendering;

/// <summary>An area's details in its messages. Missing ones are empty.</summary>
internal readonly record struct SenderDetails(string ServiceName, string Phone, string Email, string Web)
{
    /// <summary>The details of a ready area or of the national desk; null for an area that does not serve.</summary>
    public static SenderDetails? Of(string area, IAreaCatalogue areas)
    {
        if (areas.Ready.TryGetValue(area, out var ready)) return Of(ready.Settings);
        return area == Area.National ? new SenderDetails("WorkWell", "", "", "") : null;
    }

    public static SenderDetails Of(AreaSettings settings) =>
        new(settings.ServiceName, settings.Contact.Phone ?? "", settings.Contact.Email ?? "", settings.Contact.Web ?? "");
}
