using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace WorkWell.Areas.Sdk;

/// <summary>
/// Answers "is this place in the area?" by official codes first. Names are only hints: a name that matches nothing gives "unknown", because names go
/// stale and a stale list must never turn anyone away. Codes that contradict each other give "unknown" too.
/// </summary>
public sealed class AreaPlaces
{
    private readonly CareBoard board;
    private readonly CodeList authorities;
    private readonly FrozenSet<string> authorityNames;
    private readonly CodeList practiceLocations;
    private readonly FrozenSet<string> focusCodes;
    private readonly FrozenDictionary<string, Place> focusNames;
    private readonly FrozenDictionary<string, CareNetwork> networks;
    private readonly FrozenDictionary<string, CareNetwork> networksAsWritten;

    /// <summary>Indexes the places of one revision of settings.</summary>
    /// <param name="settings">The published settings.</param>
    public AreaPlaces(AreaSettings settings)
    {
        board = settings.Board;
        authorities = new(settings.Authorities);
        authorityNames = settings.Authorities.Where(place => !place.OnlyPart).SelectMany(Names).ToFrozenSet();
        practiceLocations = new(settings.PracticeLocations);
        focusCodes = settings.FocusPlaces.SelectMany(place => place.Codes).ToFrozenSet();
        focusNames = settings.FocusPlaces.SelectMany(place => Names(place).Select(name => (name, place))).DistinctBy(pair => pair.name)
            .ToFrozenDictionary(pair => pair.name, pair => pair.place);
        networks = settings.Networks
            .SelectMany(network => network.Codes.Concat(network.Aliases.Prepend(network.Name).Select(NameKey)).Select(key => (key, network)))
            .DistinctBy(pair => pair.key)
            .ToFrozenDictionary(pair => pair.key, pair => pair.network);
        // Nearly every name arrives as it is written in the settings: it is found without working its key out.
        networksAsWritten = settings.Networks
            .SelectMany(network => network.Aliases.Prepend(network.Name).Select(name => (name, network)))
            .DistinctBy(pair => pair.name)
            .ToFrozenDictionary(pair => pair.name, pair => pair.network);
    }

    /// <summary>Whether the home lies in the area.</summary>
    /// <param name="home">The home, as far as it is known.</param>
    /// <returns>Yes or no where the codes say so with one voice; yes where only a known name is given; otherwise unknown.</returns>
    public Answer HomeIsHere(HomePlace home)
    {
        if (home.AuthorityCode is null && home.BoardCode is null && home.StatedName is { } name && authorityNames.Contains(NameKey(name))) return Answer.Yes;
        var byBoard = home.BoardCode is null ? Answer.Unknown : home.BoardCode != board.Ons ? Answer.No : authorities.IsEmpty ? Answer.Yes : Answer.Unknown;
        var byNetwork = FindNetwork(home.NetworkCode, home.NetworkName) is null ? Answer.Unknown : Answer.Yes;
        return Ask.Agreeing(authorities.Holds(home.AuthorityCode), byBoard, byNetwork);
    }

    /// <summary>Whether the GP practice belongs to the area.</summary>
    /// <param name="practice">The practice, as far as it is known.</param>
    /// <returns>Yes or no where the codes say so with one voice; otherwise unknown.</returns>
    public Answer PracticeIsHere(GpPractice practice)
    {
        if (!practiceLocations.IsEmpty) return Ask.Agreeing(practiceLocations.Holds(practice.SubBoardCode), practiceLocations.Holds(practice.AuthorityCode));
        var byBoard = practice.BoardCode is null || board.Ods is null ? Answer.Unknown : Ask.Is(practice.BoardCode == board.Ods);
        var bySubBoard = practice.SubBoardCode is null || board.SubBoards.Count == 0 ? Answer.Unknown : Ask.Is(board.SubBoards.Contains(practice.SubBoardCode));
        return Ask.Agreeing(byBoard, bySubBoard);
    }

    /// <summary>Whether the home lies in a focus place.</summary>
    /// <param name="home">The home, as far as it is known.</param>
    /// <returns>Yes, or unknown: a list of names cannot say no.</returns>
    public Answer HomeIsInFocusPlace(HomePlace home)
    {
        if (Has(home.WardCode) || Has(home.LsoaCode) || Has(home.AuthorityCode)) return Answer.Yes;
        if (home.StatedName is null || !focusNames.TryGetValue(NameKey(home.StatedName), out var place)) return Answer.Unknown;
        return home.AuthorityCode is null || place.Within is null || home.AuthorityCode == place.Within ? Answer.Yes : Answer.Unknown;

        bool Has(string? code) => code is not null && focusCodes.Contains(code);
    }

    /// <summary>The area's network that a code or name stands for.</summary>
    /// <param name="code">An ODS code, or null.</param>
    /// <param name="name">A name, present or past, or null.</param>
    /// <returns>The network, or null when neither is on the area's list.</returns>
    public CareNetwork? FindNetwork(string? code, string? name)
    {
        if (networks.Count == 0) return null;
        if (code is not null && networks.TryGetValue(code, out var byCode)) return byCode;
        if (name is null) return null;
        return networksAsWritten.TryGetValue(name, out var asWritten) || networks.TryGetValue(NameKey(name), out asWritten) ? asWritten : null;
    }

    /// <summary>A name as it is compared: without accents, case, punctuation or the letters "PCN".</summary>
    /// <param name="name">A place or network name.</param>
    /// <returns>"small heath" for "Small-Heath PCN".</returns>
    public static string NameKey(string name)
    {
        var key = new StringBuilder(name.Length);
        // Half a surrogate pair cannot be normalised, and what somebody typed must never stop a decision.
        var whole = name.Any(char.IsSurrogate) ? string.Concat(name.EnumerateRunes()) : name;
        foreach (var c in whole.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '\'' or '’') continue;
            if (c == '&') key.Append(" and ");
            else if (char.IsLetterOrDigit(c)) key.Append(char.ToLowerInvariant(c));
            else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
        }
        var text = string.Join(' ', key.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return text.EndsWith(" pcn", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static IEnumerable<string> Names(Place place) => place.Aliases.Prepend(place.Name).Select(NameKey);

    /// <summary>
    /// The codes of a list of places. A code is compared only with codes of its own kind, so that an authority is never missed in a list of sub-boards.
    /// </summary>
    private sealed class CodeList(IReadOnlyList<Place> places)
    {
        private readonly FrozenDictionary<string, Answer> codes = places
            .SelectMany(place => place.Codes.Select(code => (code, answer: place.OnlyPart ? Answer.Unknown : Answer.Yes)))
            .GroupBy(pair => pair.code)
            .ToFrozenDictionary(group => group.Key, group => group.Max(pair => pair.answer));

        private readonly FrozenSet<bool> kinds = places.SelectMany(place => place.Codes).Select(IsOns).ToFrozenSet();

        public bool IsEmpty => codes.Count == 0;

        public Answer Holds(string? code) =>
            code is null ? Answer.Unknown
            : codes.TryGetValue(code, out var answer) ? answer
            : kinds.Contains(IsOns(code)) ? Answer.No : Answer.Unknown;

        private static bool IsOns(string code) => code.Length == 9;
    }
}
