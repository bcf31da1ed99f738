using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WorkWell.Areas.Sdk;

/// <summary>
/// Answers "is this place in the area?" by official codes first. Names are only hints: a name that matches nothing gives "unknown", because names go
/// stale and a stale list must never turn anyone away.
/// </summary>
public sealed class AreaPlaces
{
    private readonly string boardOns;
    private readonly string boardOds;
    private readonly FrozenSet<string> authorities;
    private readonly FrozenSet<string> authorityNames;
    private readonly FrozenSet<string> practiceLocations;
    private readonly FrozenSet<string> focusCodes;
    private readonly FrozenSet<string> focusNames;
    private readonly FrozenDictionary<string, CareNetwork> networks;

    /// <summary>Indexes the places of one revision of settings.</summary>
    /// <param name="settings">The published settings.</param>
    public AreaPlaces(AreaSettings settings)
    {
        boardOns = settings.Board.Ons;
        boardOds = settings.Board.Ods;
        authorities = settings.Authorities.SelectMany(place => place.Codes).ToFrozenSet();
        authorityNames = Names(settings.Authorities);
        practiceLocations = settings.PracticeLocations.SelectMany(place => place.Codes).ToFrozenSet();
        focusCodes = settings.FocusPlaces.SelectMany(place => place.Codes).ToFrozenSet();
        focusNames = Names(settings.FocusPlaces);
        networks = settings.Networks
            .SelectMany(network => network.Codes.Concat(network.Aliases.Prepend(network.Name).Select(NameKey)).Select(key => (key, network)))
            .DistinctBy(pair => pair.key)
            .ToFrozenDictionary(pair => pair.key, pair => pair.network);
    }

    /// <summary>Whether the home lies in the area.</summary>
    /// <param name="home">The home, as far as it is known.</param>
    /// <returns>Yes or no where an authority or board code is known; yes where only a known name is given; otherwise unknown.</returns>
    public Answer HomeIsHere(HomePlace home)
    {
        if (home.AuthorityCode is { } authority && authorities.Count > 0) return Ask.Is(authorities.Contains(authority));
        if (home.BoardCode is { } board) return board == boardOns ? (authorities.Count == 0 ? Answer.Yes : Answer.Unknown) : Answer.No;
        return home.StatedName is { } name && authorityNames.Contains(NameKey(name)) ? Answer.Yes : Answer.Unknown;
    }

    /// <summary>Whether the GP practice belongs to the area.</summary>
    /// <param name="practice">The practice, as far as it is known.</param>
    /// <returns>Unknown where neither its board nor its sub-board is known.</returns>
    public Answer PracticeIsHere(GpPractice practice)
    {
        if (practiceLocations.Count > 0) return practice.SubBoardCode is { } location ? Ask.Is(practiceLocations.Contains(location)) : Answer.Unknown;
        return practice.BoardCode is { } board ? Ask.Is(board == boardOds) : Answer.Unknown;
    }

    /// <summary>Whether the home lies in a focus place.</summary>
    /// <param name="home">The home, as far as it is known.</param>
    /// <returns>Yes, or unknown: a list of names cannot say no.</returns>
    public Answer HomeIsInFocusPlace(HomePlace home)
    {
        if (Has(home.WardCode) || Has(home.LsoaCode) || Has(home.AuthorityCode)) return Answer.Yes;
        return home.StatedName is { } name && focusNames.Contains(NameKey(name)) ? Answer.Yes : Answer.Unknown;

        bool Has(string? code) => code is not null && focusCodes.Contains(code);
    }

    /// <summary>The area's network that a code or name stands for.</summary>
    /// <param name="code">An ODS code, or null.</param>
    /// <param name="name">A name, present or past, or null.</param>
    /// <returns>The network, or null when neither is on the area's list.</returns>
    public CareNetwork? FindNetwork(string? code, string? name)
    {
        if (code is not null && networks.TryGetValue(code, out var byCode)) return byCode;
        return name is not null && networks.TryGetValue(NameKey(name), out var byName) ? byName : null;
    }

    /// <summary>A name as it is compared: without accents, case, punctuation or the letters "PCN".</summary>
    /// <param name="name">A place or network name.</param>
    /// <returns>"small heath" for "Small-Heath PCN".</returns>
    public static string NameKey(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '\'' or '’') continue;
            if (c == '&') key.Append(" and ");
            else if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
            else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
        }
        var text = string.Join(' ', key.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return text.EndsWith(" pcn", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static FrozenSet<string> Names(IEnumerable<Place> places) =>
        places.SelectMany(place => place.Aliases.Prepend(place.Name)).Select(NameKey).ToFrozenSet();
}
