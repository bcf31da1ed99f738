using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>An entry of an official list.</summary>
internal sealed record ListedPlace(string Code, string Name);

/// <summary>The official lists in config/reference, the source of a new area's codes.</summary>
internal sealed class ReferenceLists(IReadOnlyList<ListedPlace> boards, IReadOnlyList<ListedPlace> authorities)
{
    private const string Authorities = "english-local-authorities.csv";

    public static ReferenceLists Read(string config) => new(Read(config, "integrated-care-boards.csv"), Read(config, Authorities));

    /// <summary>Finds the board with the requested code, or whose name contains the area's name.</summary>
    public ListedPlace FindBoard(NewAreaRequest request)
    {
        if (request.Board is { } code)
            return boards.FirstOrDefault(board => board.Code == code)
            ?? throw new NewAreaException(
            $"{code} is not the ONS code of an integrated care board. They are listed in config/reference/integrated-care-boards.csv.");
        var wanted = AreaPlaces.NameKey(request.Name);
        var found = boards.Where(board => Short(board) == wanted).ToArray();
        if (found.Length == 0) found = [.. boards.Where(board => wanted.Length > 0 && Short(board).Contains(wanted, StringComparison.Ordinal))];
        return found switch
        {
            [var only] => only,
            [] => throw new NewAreaException(
            $"No integrated care board is called \"{request.Name}\". Give the board's ONS code, such as --board E54000032; the codes are listed in " +
            "config/reference/integrated-care-boards.csv."),
            _ => throw new NewAreaException(
            $"\"{request.Name}\" could be in any of {found.Length} boards: {string.Join(
            ", ", found.Select(board => $"{board.Name} ({board.Code})"))}. Choose one with --board."),
        };
    }

    /// <summary>Finds an authority by code.</summary>
    public ListedPlace FindAuthority(string code) =>
        authorities.FirstOrDefault(authority => authority.Code == code)
        ?? throw new NewAreaException(
        $"{code} is not the ONS code of a local authority district of England. They are listed in config/reference/english-local-authorities.csv.");

    /// <summary>What is wrong with the authorities that an area claims: a code that is on no list, or one that belongs to another name.</summary>
    public static IEnumerable<ValidationError> Check(string config, AreaReport report)
    {
        var (file, shown) = (Path.Combine(config, "areas", report.Status.Code, "area.json"), $"config/areas/{report.Status.Code}/area.json");
        // Also where something else is wrong: a code that is on no list changes examples too, and they must not be agreed anew for it.
        if (report.Status.State == AreaState.SwitchedOff || !File.Exists(file) || !File.Exists(Path.Combine(config, "reference", Authorities))) yield break;
        var reading = JsonFile.Read<AreaSettings>(file, shown, "sdk");
        if (reading.Value is not { } settings) yield break;
        var (names, lines) = (Read(config, Authorities).ToDictionary(place => place.Code, place => place.Name), reading.Lines);
        foreach (var (place, code, path) in settings.Authorities.SelectMany(
            (place, i) => place.Codes.Select((code, j) => (place, code, string.Create(CultureInfo.InvariantCulture, $"authorities[{i}].codes[{j}]")))))
        {
            if (!names.TryGetValue(code, out var name))
                yield return At(path, $"{code} ({place.Name}) is not the code of a local authority district of England.");
            else if (place.Codes.Count == 1 && !place.Aliases.Prepend(place.Name).Select(AreaPlaces.NameKey).Contains(AreaPlaces.NameKey(name)))
                yield return At(path, $"{code} is the code of {name}, not of {place.Name}.");
        }

        ValidationError At(string path, string says) =>
            new(shown, lines.TryGetValue(path, out var line) ? line : null, $"{says} They are listed in config/reference/{Authorities}.");
    }

    // "kent and medway" for "NHS Kent and Medway Integrated Care Board".
    private static string Short(ListedPlace board) =>
        AreaPlaces.NameKey(board.Name).Replace("nhs ", "", StringComparison.Ordinal).Replace(" integrated care board", "", StringComparison.Ordinal);

    private static IReadOnlyList<ListedPlace> Read(string config, string file)
    {
        var path = Path.Combine(config, "reference", file);
        if (!File.Exists(path)) throw new NewAreaException($"config/reference/{file} is missing; it has the codes for a new area.");
        return [.. CsvText.Rows(File.ReadAllText(path)).Skip(1).Where(cells => cells.Length == 2).Select(cells => new ListedPlace(cells[0], cells[1]))];
    }
}
