using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>Another module's check of an area before it goes live, such as its templates or partners.</summary>
/// <remarks>
/// Register it as a singleton: <c>services.AddSingleton&lt;IAreaCheck, TemplateCheck&gt;()</c>. It runs when an area is loaded, when a file in its folder
/// changes, and in <c>check-areas</c>, which has no database, so it may use only its arguments. Calls may be concurrent.
/// </remarks>
public interface IAreaCheck
{
    /// <summary>The subject of the check, in a word or two, such as "templates".</summary>
    string Name { get; }

    /// <summary>
    /// Whether an area that served before is kept from serving by what this finds. Where each thing found wrong has something good to go on with, it is not:
    /// the
    /// update is refused, and the area serves under its last published settings.
    /// </summary>
    bool KeepsFromServing => true;

    /// <summary>Checks one area.</summary>
    /// <param name="area">The area with its settings; not yet live.</param>
    /// <param name="configFolder">The config folder, which contains <c>areas/CODE</c> and <c>areas/national</c>.</param>
    /// <returns>All findings; empty when there are none.</returns>
    IEnumerable<ValidationError> Check(Area area, string configFolder);
}
