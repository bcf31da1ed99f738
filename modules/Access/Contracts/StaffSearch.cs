namespace WorkWell.Access.Contracts;

/// <summary>The search box of the staff pages, which a module registers: everybody whose role opens its page has it in the header.</summary>
/// <param name="Path">The address of its page below an area's own, such as "search".</param>
/// <param name="Permission">The permission that opens it.</param>
/// <param name="PartnersToo">Whether a partner organisation's workers may search.</param>
public sealed record StaffSearch(string Path, string Permission, bool PartnersToo);
