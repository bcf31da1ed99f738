using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.SouthWestLondon;

/// <summary>The lists that only this area's settings have. One that is missing or empty has not been agreed yet.</summary>
internal static class AreaLists
{
    public static IReadOnlyList<ListEntry> Offers(AreaSettings settings) => Named(settings, "offers");

    public static IReadOnlyList<ListEntry> Groups(AreaSettings settings) => Named(settings, "groups");

    /// <summary>The five roles in which placements are filled.</summary>
    public static IReadOnlyList<ListEntry> PriorityRoles(AreaSettings settings) => Named(settings, "priorityRoles");

    /// <summary>The three roles that are hardest to recruit for.</summary>
    public static IReadOnlyList<ListEntry> HardestRoles(AreaSettings settings) => Named(settings, "hardestRoles");

    public static IReadOnlyList<ListEntry> Commitments(AreaSettings settings) => Named(settings, "commitments");

    private static IReadOnlyList<ListEntry> Named(AreaSettings settings, string name) => settings.Lists.TryGetValue(name, out var entries) ? entries : [];
}
