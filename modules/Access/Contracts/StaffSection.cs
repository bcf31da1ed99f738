using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>A section of the staff pages, which a module registers: it stands in the menu and on the home page of everybody whose role opens it.</summary>
public sealed record StaffSection
{
    /// <summary>The text key of its name; the key with "-what" says on the home page what it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Its address below an area's own, such as "tasks"; or a whole one that begins with "/".</summary>
    public required string Path { get; init; }

    /// <summary>The permission that opens it.</summary>
    public required string Permission { get; init; }

    /// <summary>Whether a partner organisation's workers may open it.</summary>
    public bool PartnersToo { get; init; }

    /// <summary>Its place in the menu, lowest first.</summary>
    public required int Order { get; init; }

    /// <summary>The letter that goes to it after "g"; null for none.</summary>
    public char? Shortcut { get; init; }

    /// <summary>Whether somebody whose role opens it lands on it after signing in, instead of on their home page.</summary>
    public bool IsFirstPage { get; init; }

    /// <summary>How many things wait there for the reader; null where nothing is counted.</summary>
    public Func<HttpContext, Actor, CancellationToken, Task<int>>? CountAsync { get; init; }

    /// <summary>Its address.</summary>
    /// <param name="area">The area's code.</param>
    /// <returns>A path.</returns>
    public string In(string area) => Path.StartsWith('/') ? Path : $"/staff/areas/{area}/{Path}";
}
