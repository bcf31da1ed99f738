namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>Mistakes in partners.json. The organisation stands on line 2, its service on line 3.</summary>
internal static class MistakesInPartners
{
    public static IEnumerable<PlantedMistake> All =>
    [
        .. Organisations.Select(one => new PlantedMistake("partners.json", 2, one.Says, (config, code) =>
            Write(config, code, one.Members, "\"code\": \"coaching\", \"name\": \"Coaching\", \"coaches\": true"))),
        .. Services.Select(one => new PlantedMistake("partners.json", 3, one.Says, (config, code) =>
            Write(config, code, "\"code\": \"helpers\", \"name\": \"Helpers\"", one.Members + ", \"coaches\": true"))),
        new("partners.json", 1, "This is not valid JSON", (config, code) => config.Write($"areas/{code}/partners.json", "partners")),
        new("partners.json", 1, "area.json names the partner \"nobody\" for the network Small Heath, but no organisation has that code.", (config, code) =>
        {
            config.WriteSettings(code, "\"networks\": [{ \"name\": \"Small Heath\", \"partner\": \"nobody\" }]");
            Write(config, code, "\"code\": \"helpers\", \"name\": \"Helpers\"", "\"code\": \"coaching\", \"name\": \"Coaching\", \"coaches\": true");
        }),
        new("partners.json", 4, "Another organisation already has the code \"helpers\".", (config, code) => config.Write($"areas/{code}/partners.json",
            """
            { "organisations": [
            { "code": "helpers", "name": "Helpers", "services": [
            { "code": "coaching", "name": "Coaching", "coaches": true }] },
            { "code": "helpers", "name": "Helpers again" }] }
            """)),
    ];

    private static (string Says, string Members)[] Organisations =>
    [
        ("\"The Helpers\" is not a code: use lower-case words with hyphens.", "\"code\": \"The Helpers\", \"name\": \"Helpers\""),
        ("The organisation has no name.", "\"code\": \"helpers\", \"name\": \" \""),
        ("\"helpers\" is not an e-mail address.", "\"code\": \"helpers\", \"name\": \"Helpers\", \"email\": \"helpers\""),
        ("\"ftp://helpers.example\" is not a web address", "\"code\": \"helpers\", \"name\": \"Helpers\", \"web\": \"ftp://helpers.example\""),
        ("\"call us\" is not a telephone number.", "\"code\": \"helpers\", \"name\": \"Helpers\", \"phone\": \"call us\""),
        ("\"organisations[0].town\" is not allowed here.", "\"code\": \"helpers\", \"name\": \"Helpers\", \"town\": \"Here\""),
    ];

    private static (string Says, string Members)[] Services =>
    [
        ("\"Our coaching\" is not a code: use lower-case words with hyphens.", "\"code\": \"Our coaching\", \"name\": \"Coaching\""),
        ("The capacity must be 1 or more.", "\"code\": \"coaching\", \"name\": \"Coaching\", \"capacity\": 0"),
        ("\"pausedUntil\" needs \"isPaused\": true.", "\"code\": \"coaching\", \"name\": \"Coaching\", \"pausedUntil\": \"2026-10-01\""),
        ("\"mental-helth\" is not a need.", "\"code\": \"coaching\", \"name\": \"Coaching\", \"helpsWith\": [\"mental-helth\"]"),
        ("\"by-post\" is not a way of meeting.", "\"code\": \"coaching\", \"name\": \"Coaching\", \"meetingWays\": [\"by-post\"]"),
        ("\"Gujarati\" is not a language tag", "\"code\": \"coaching\", \"name\": \"Coaching\", \"languages\": [\"Gujarati\"]"),
        ("List at least one language.", "\"code\": \"coaching\", \"name\": \"Coaching\", \"languages\": []"),
        ("\"Small Heath\" is not the code, name or alias of a network in area.json.",
            "\"code\": \"coaching\", \"name\": \"Coaching\", \"networks\": [\"Small Heath\"]"),
        ("\"E08000025\" is not a place of this area", "\"code\": \"coaching\", \"name\": \"Coaching\", \"catchment\": [\"E08000025\"]"),
    ];

    private static void Write(ConfigFolder config, string code, string organisation, string service) =>
        config.Write($"areas/{code}/partners.json", $$"""
            { "organisations": [
            { {{organisation}}, "services": [
            { {{service}} }] }] }
            """);
}
