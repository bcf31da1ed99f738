using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>One place of an official list.</summary>
internal sealed record ListedPlace(string Code, string Name);

/// <summary>The official lists in config/reference, from which a new area takes its codes.</summary>
internal sealed class ReferenceLists(IReadOnlyList<ListedPlace> boards, IReadOnlyList<ListedPlace> authorities)
{
    public static ReferenceLists Read(string config) => new(Read(config, "integrated-care-boards.csv"), Read(config, "english-local-authorities.csv"));

    /// <summary>The board that is asked for by code, or whose name holds the area's.</summary>
    public ListedPlace FindBoard(NewAreaRequest request)
    {
        if (request.Board is { } code)
            return boards.FirstOrDefault(board => board.Code == code) ?? throw new NewAreaException($"{code} is not the ONS code of an integrated care board. They are listed in config/reference/integrated-care-boards.csv.");
        var wanted = AreaPlaces.NameKey(request.Name);
        var found = boards.Where(board => Short(board) == wanted).ToArray();
        if (found.Length == 0) found = [.. boards.Where(board => wanted.Length > 0 && Short(board).Contains(wanted, StringComparison.Ordinal))];
        return found switch
        {
            [var only] => only,
            [] => throw new NewAreaException($"No integrated care board is called \"{request.Name}\". Say which one it is in with --board and its ONS code, such as --board E54000032; they are listed in config/reference/integrated-care-boards.csv."),
            _ => throw new NewAreaException($"\"{request.Name}\" could be in any of {found.Length} boards: {string.Join(", ", found.Select(board => $"{board.Name} ({board.Code})"))}. Say which with --board."),
        };
    }

    /// <summary>An authority by its code.</summary>
    public ListedPlace FindAuthority(string code) =>
        authorities.FirstOrDefault(authority => authority.Code == code) ?? throw new NewAreaException($"{code} is not the ONS code of a local authority district of England. They are listed in config/reference/english-local-authorities.csv.");

    // "kent and medway" for "NHS Kent and Medway Integrated Care Board".
    private static string Short(ListedPlace board) => AreaPlaces.NameKey(board.Name).Replace("nhs ", "", StringComparison.Ordinal).Replace(" integrated care board", "", StringComparison.Ordinal);

    private static IReadOnlyList<ListedPlace> Read(string config, string file)
    {
        var path = Path.Combine(config, "reference", file);
        if (!File.Exists(path)) throw new NewAreaException($"config/reference/{file} is missing, and a new area takes its codes from it.");
        return [.. CsvText.Rows(File.ReadAllText(path)).Skip(1).Where(cells => cells.Length == 2).Select(cells => new ListedPlace(cells[0], cells[1]))];
    }
}
