using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace WorkWell.Ui.Contracts;

/// <summary>The area that a page is about, so that the footer leads to that area's contact and privacy notice.</summary>
public static class PageArea
{
    private const string Key = "page-area";

    /// <summary>Says which area the page is about.</summary>
    /// <param name="page">The page's data.</param>
    /// <param name="code">The code of an area that serves; null where it is not known.</param>
    public static void Set(ViewDataDictionary page, string? code) => page[Key] = code;

    /// <summary>The address of a page that each area has, such as "contact".</summary>
    /// <param name="page">The data of the page that links to it.</param>
    /// <param name="name">The page's name.</param>
    /// <returns>The area's own, or the one for all England.</returns>
    public static string AddressOf(ViewDataDictionary page, string name) => page[Key] is string area ? $"/areas/{area}/{name}" : $"/{name}";
}
