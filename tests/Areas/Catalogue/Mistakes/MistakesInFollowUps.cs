namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>Mistakes in follow-ups.json. The step stands on line 2.</summary>
internal static class MistakesInFollowUps
{
    private const string Weeks8 = "\"limits\": { \"weeksOfSupportInWork\": { \"value\": 8, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }";

    public static IEnumerable<PlantedMistake> All =>
    [
        .. Steps.Select(one => new PlantedMistake("follow-ups.json", 2, one.Says, (config, code) => Write(config, code, "", one.Members))),
        .. National.Select(one => new PlantedMistake("follow-ups.json", 1, one.Says, (config, code) =>
            Write(config, code, one.Plan, $"\"code\": \"{one.Code}\", \"after\": \"P1W\", \"message\": \"coach-check-in\""))),
        new("follow-ups.json", 1, "The file lacks \"steps\".", (config, code) => config.Write($"areas/{code}/follow-ups.json", "{}")),
        new("follow-ups.json", 3, "Two steps have the code \"check-in\".", (config, code) => config.Write($"areas/{code}/follow-ups.json",
            """
            { "steps": [
            { "code": "check-in", "trigger": "support-started", "after": "P1W", "message": "coach-check-in" },
            { "code": "check-in", "trigger": "support-started", "after": "P2W", "message": "coach-check-in" }] }
            """)),
    ];

    private static (string Says, string Members)[] Steps =>
    [
        ("\"P3X\" is not a time", "\"after\": \"P3X\", \"message\": \"coach-check-in\""),
        ("\"limit:weeksOfSport\" is not a time", "\"after\": \"limit:weeksOfSport\", \"message\": \"coach-check-in\""),
        ("\"times\" has to be between 1 and 100.", "\"after\": \"P3D\", \"every\": \"P1D\", \"times\": 500, \"message\": \"coach-check-in\""),
        ("A step that happens more than once needs \"every\".", "\"after\": \"P3D\", \"times\": 2, \"message\": \"coach-check-in\""),
        ("\"at once\" is not a time", "\"after\": \"P3D\", \"every\": \"at once\", \"times\": 2, \"message\": \"coach-check-in\""),
        ("\"soon\" is not a time", "\"after\": \"P3D\", \"usefulFor\": \"soon\", \"message\": \"coach-check-in\""),
        ("\"trigger\" appears twice.", "\"after\": \"P3D\", \"trigger\": \"offer-made\""),
        ("\"steps[0].for\" has to be one of \"participant\", \"referrer\", \"partner\", \"area-team\".", "\"after\": \"P3D\", \"for\": \"everybody\""),
        ("\"Coach\" is not the code of a message.", "\"after\": \"P3D\", \"message\": \"Coach\""),
        ("\"Check in\" is not a code: use lower-case words with hyphens.", "\"code\": \"Check in\", \"after\": \"P3D\", \"message\": \"coach-check-in\""),
        ("Step \"check-in\": there is no message \"coach-chekc-in\".", "\"after\": \"P3D\", \"message\": \"coach-chekc-in\""),
        ("Step \"check-in\": the message \"offer-nudge\" is for another recipient (partner).", "\"after\": \"P3D\", \"message\": \"offer-nudge\""),
        ("Step \"check-in\": the message \"limit-warning\" needs \"length\"", "\"after\": \"P3D\", \"message\": \"limit-warning\""),
        ("Step \"check-in\": it has neither a message nor a task", "\"after\": \"P3D\""),
        ("Step \"check-in\": a task is for the area's team", "\"after\": \"P3D\", \"task\": \"Phone them\""),
        ("Step \"check-in\": arms are known only after allocation", "\"after\": \"P3D\", \"message\": \"coach-check-in\", \"arms\": [\"ips\"]"),
        ("\"fromOffer\" has to be 1 or more", "\"after\": \"P3D\", \"message\": \"coach-check-in\", \"fromOffer\": 0"),
        ("\"fromOffer\" is for steps whose \"trigger\" is \"offer-made\"", "\"after\": \"P3D\", \"message\": \"coach-check-in\", \"fromOffer\": 2"),
        ("Step \"check-in\": its trigger \"support-started\" also stands in \"endedBy\"",
            "\"after\": \"P3D\", \"message\": \"coach-check-in\", \"endedBy\": [\"support-started\"]"),
        ("Step \"check-in\": 'limit:weeksOfSupportInWork - P20W' is before the trigger",
            "\"after\": \"limit:weeksOfSupportInWork - P20W\", \"message\": \"coach-check-in\""),
        ("Step \"check-in\": 'limit:weeksOfSupportInWork - P1M' subtracts months from days",
            "\"after\": \"limit:weeksOfSupportInWork - P1M\", \"message\": \"coach-check-in\""),
    ];

    private static (string Says, string Plan, string Code)[] National =>
    [
        ("There is no national step \"acknowlege\".", "\"withNational\": true, \"without\": [\"acknowlege\"],", "own"),
        ("\"without\" leaves out national steps, so it needs \"withNational\": true.", "\"without\": [\"acknowledge\"],", "own"),
        ("\"acknowledge\" is both left out and listed in \"steps\".", "\"withNational\": true, \"without\": [\"acknowledge\"],", "acknowledge"),
    ];

    private static void Write(ConfigFolder config, string code, string plan, string step)
    {
        config.WriteSettings(code, Weeks8);
        var named = step.Contains("\"code\"", StringComparison.Ordinal) ? step : $"\"code\": \"check-in\", {step}";
        config.Write($"areas/{code}/follow-ups.json", $$"""
            { {{plan}} "steps": [
            { {{named}}, "trigger": "support-started" }] }
            """);
    }
}
