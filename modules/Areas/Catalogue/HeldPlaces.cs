using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Which area holds a place: the one whose settings claimed it when they last served, here or on another host. A new claim on a held place is refused. If two
/// areas claim a place that none holds, both are refused, because nothing says which is right.
/// </summary>
/// <param name="held">The settings under which each area serves now, or served last.</param>
/// <param name="wanted">The settings under which areas are to serve now.</param>
/// <param name="boardsOf">The boards in which an authority lies, which may each be held as a whole.</param>
internal sealed class HeldPlaces(
    IReadOnlyCollection<AreaSettings> held, IEnumerable<AreaSettings> wanted, Func<string, IEnumerable<string>> boardsOf)
{
    private readonly HashSet<(string Place, string Area)> holders = Claims(held).ToHashSet();
    private readonly ILookup<string, string> wholeBoards = held.Where(area => area.Authorities.Count == 0).ToLookup(area => area.Board.Ons, area => area.Code);
    private readonly ILookup<string, string> claims = Claims(wanted).ToLookup(claim => claim.Place, claim => claim.Area);

    /// <summary>Refuses an area that claims a place it may not have, and drops its claims.</summary>
    public InspectedArea Keep(InspectedArea one)
    {
        if (one.Settings is null || WhatIsTaken(one.Settings, one.Lines) is not { Count: > 0 } taken) return one;
        // The place comes first: examples that fail because of the claim must not be agreed anew for it.
        return one.Area is null ? one with { Settings = null, Errors = [.. taken, .. one.Errors] }
            : one with { Area = null, Settings = null, WaitsForPlace = true, Errors = [.. one.Errors, .. taken] };
    }

    /// <summary>One error for each place that the area claims and may not have.</summary>
    /// <param name="area">The area's settings.</param>
    /// <param name="lines">The lines of its file.</param>
    public IReadOnlyList<ValidationError> WhatIsTaken(AreaSettings area, IReadOnlyDictionary<string, int>? lines = null) =>
    [
        .. from place in AreaClaims.Of(area).Order(StringComparer.Ordinal)
           where !holders.Contains((place, area.Code))
           let others = claims[place].Where(other => other != area.Code).Order(StringComparer.Ordinal).ToArray()
           where others.Length > 0
           let holder = others.FirstOrDefault(other => holders.Contains((place, other)))
           select new ValidationError(SettingsFiles.Shown(area.Code, "area.json"), LineOf(place, area, lines), holder is null
               ? $"It claims {place}, and so does {string.Join(" and ", others)}. Neither serves until only one of them does."
               : $"It claims {place}, which the area {holder} holds. Take the claim out, or take it out of {holder} first."),
        .. from place in area.Authorities.SelectMany(authority => authority.Codes).Distinct().Order(StringComparer.Ordinal)
           where wholeBoards.Count > 0 && !holders.Contains((place, area.Code))
           let whole = (from board in boardsOf(place) from holder in wholeBoards[board] where holder != area.Code && claims[board].Contains(holder)
               select (board, holder)).FirstOrDefault()
           where whole.holder is not null
           select new ValidationError(SettingsFiles.Shown(area.Code, "area.json"), LineOf(place, area, lines),
               $"It claims {place}, which lies in {whole.board}, and the area {whole.holder} serves all of that. Take the claim out, or let {whole.holder} " +
               "list its own authorities first."),
    ];

    private static int? LineOf(string place, AreaSettings area, IReadOnlyDictionary<string, int>? lines)
    {
        var paths = area.Authorities.SelectMany((authority, i) => authority.Codes.Select((code, j) =>
            (Code: code, Path: string.Create(CultureInfo.InvariantCulture, $"authorities[{i}].codes[{j}]"))));
        var path = paths.Where(one => one.Code == place).Select(one => one.Path).FirstOrDefault("board");
        return lines is not null && lines.TryGetValue(path, out var line) ? line : null;
    }

    private static IEnumerable<(string Place, string Area)> Claims(IEnumerable<AreaSettings> areas) =>
        areas.SelectMany(area => AreaClaims.Of(area).Select(place => (place, area.Code)));
}
