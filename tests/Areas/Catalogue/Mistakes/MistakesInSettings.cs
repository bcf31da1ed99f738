namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>Mistakes in area.json.</summary>
internal static class MistakesInSettings
{
    private const string Age = "\"minimumAge\": { \"value\": 18, \"evidenceLevel\": \"stated\", \"source\": \"Test\" }";

    public static IEnumerable<PlantedMistake> All =>
    [
        .. Members.Select(one => new PlantedMistake("area.json", one.Line, one.Says, (config, code) => config.WriteSettings(code, one.Members))),
        .. Files.Select(one => new PlantedMistake("area.json", one.Line, one.Says, (config, code) => config.Write($"areas/{code}/area.json", one.Text))),
        new("area.json", 3, "The code is \"elsewhere\" but the folder is", (config, code) =>
            config.Write($"areas/{code}/area.json", ConfigFolder.Settings("elsewhere"))),
        new("area.json", 3, "\"North\" is not a code: use lower-case words with hyphens.", (config, code) =>
            config.Write($"areas/{code}/area.json", ConfigFolder.Settings("North"))),
        new("area.json", 2, "It was written for versions >=2.0 <3.0 of the area contract", (config, code) =>
            config.Write($"areas/{code}/area.json", ConfigFolder.Settings(code).Replace(">=1.0 <2.0", ">=2.0 <3.0", StringComparison.Ordinal))),
        new("sample-postcodes.csv", null, "this is not the ONS Postcode Directory: its header has no column pcds", (config, code) =>
            config.Write($"areas/{code}/sample-postcodes.csv", "garbage\n")),
        new("area.json", null, "The file is missing.", (config, code) => File.Delete(config.PathOf($"areas/{code}/area.json"))),
        new("area.json", null, "The file is not UTF-8 text. Save it again as UTF-8.", (config, code) =>
            File.WriteAllBytes(config.PathOf($"areas/{code}/area.json"), [(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}'])),
        new("area.json", null, "The file is larger than 1000000 bytes.", (config, code) => config.Write($"areas/{code}/area.json", new string(' ', 1_000_001))),
        new("area.json", null, "The file is a link. Put the file itself here.", (config, code) =>
        {
            File.Delete(config.PathOf($"areas/{code}/area.json"));
            File.CreateSymbolicLink(config.PathOf($"areas/{code}/area.json"), config.PathOf("areas/good/area.json"));
        }),
        new("area.json", 7, "messages: \"coach-check-in\" is the code of a national message. Choose another.", (config, code) =>
            config.WriteSettings(code, "\"messages\": [{ \"code\": \"coach-check-in\", \"purpose\": \"A check\" }]")),
        new("templates/en", null, "There are no words in 'en' for coach-call by email, coach-call by sms, coach-call by letter.", (config, code) =>
            config.WriteSettings(code, "\"messages\": [{ \"code\": \"coach-call\", \"purpose\": \"A call\" }]")),
        new("templates/en/questions.json", null, "There are no words in 'en' for: car.", (config, code) =>
            config.WriteSettings(code, "\"questions\": [{ \"code\": \"car\", \"kind\": \"yes-no\" }]")),
        new("area.json", 6, $"It claims {Held}, which the area good holds.", (config, code) => config.AddArea(code, authorities: Held)),
    ];

    /// <summary>An authority that the area "good" holds.</summary>
    public const string Held = "E06000016";

    // The members stand from line 7 on.
    private static (int Line, string Says, string Members)[] Members =>
    [
        (7, "\"langauges\" is not allowed here. Is \"languages\" meant?", "\"langauges\": [\"en\"]"),
        (7, "\"Languages\" is not allowed here. Is \"languages\" meant?", "\"Languages\": [\"en\"]"),
        (7, "\"name\" appears twice.", "\"name\": \"Again\""),
        (7, "\"languages\" has to be a list in [ ].", "\"languages\": \"en\""),
        (7, "\"languages[0]\" has to be text in quotes, without control characters.", "\"languages\": [null]"),
        (7, "\"languages\" has to be a list in [ ].", "\"languages\": null"),
        (7, "List at least one language.", "\"languages\": []"),
        (7, "\"en\" is listed twice.", "\"languages\": [\"en\", \"en\"]"),
        (7, "\"English\" is not a language tag such as \"en\", \"gu\" or \"pt-BR\".", "\"languages\": [\"English\"]"),
        (7, "\"contact\" has to be a group of members in { }.", "\"contact\": []"),
        (7, "\"nobody\" is not an e-mail address.", "\"contact\": { \"email\": \"nobody\" }"),
        (8, "\"team\" is not an e-mail address.", "\"contact\": {\n\"teamEmail\": \"team\" }"),
        (7, "\"javascript:alert(1)\" is not a web address: begin with https://.", "\"contact\": { \"web\": \"javascript:alert(1)\" }"),
        (7, "\"contact.phone\" has to be text in quotes, without control characters.", "\"contact\": { \"phone\": \"01384 \\u0000324645\" }"),
        (7, "\"contact.phone\" has to be text in quotes, without control characters.", "\"contact\": { \"phone\": \"\\ud800\" }"),
        (7, "\"call us\" is not a telephone number.", "\"contact\": { \"phone\": \"call us\" }"),
        (7, "\"referralSources[0]\" has to be one of \"self\", \"employer\", \"primary-care\", \"jobcentre\", \"local-service\".",
            "\"referralSources\": [\"front\"]"),
        (7, "\"referralSources[0]\" has to be one of \"self\", \"employer\", \"primary-care\", \"jobcentre\", \"local-service\".",
            "\"referralSources\": [0]"),
        (7, "At least one door has to be open.", "\"referralSources\": []"),
        (7, "A door is listed twice.", "\"referralSources\": [\"self\", \"self\"]"),
        (7, "\"minimumAge\" appears twice.", "\"limits\": { " + Age + ", " + Age + " }"),
        (8, "No rule reads \"minimunAge\".", "\"limits\": {\n\"minimunAge\": { \"value\": 18, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (9, "\"limits.minimumAge.value\" has to be a whole number.",
            "\"limits\": {\n\"minimumAge\": {\n\"value\": 18.5, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (8, "\"limits.minimumAge\" lacks \"evidenceLevel\".", "\"limits\": {\n\"minimumAge\": { \"value\": 18 } }"),
        (8, "\"minimumAge\" is above \"maximumAge\", so nobody could be helped.",
            "\"limits\": { " + Age + ",\n\"maximumAge\": { \"value\": 17, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "\"minimumAge\" has to be between 0 and 5000.",
            "\"limits\": { \"minimumAge\": { \"value\": -1, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "\"limits.minimumAge.source\" is empty.", "\"limits\": { \"minimumAge\": { \"value\": 18, \"evidenceLevel\": \"stated\", \"source\": \" \" } }"),
        (7, "No rule reads \"rightToWorks\".",
            "\"requirements\": { \"rightToWorks\": { \"applies\": true, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "\"requirements.rightToWork.applies\" has to be true or false.",
            "\"requirements\": { \"rightToWork\": { \"applies\": \"yes\", \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "Dudley has no code. Names change; give the code of a local authority district such as E06000016.", "\"authorities\": [{ \"name\": \"Dudley\" }]"),
        (7, "\"E8000027\" is not the code of a local authority district such as E06000016.",
            "\"authorities\": [{ \"name\": \"Dudley\", \"codes\": [\"E8000027\"] }]"),
        (8, "The code E08000027 is listed twice.",
            "\"authorities\": [{ \"name\": \"Dudley\", \"codes\": [\"E08000027\"] },\n{ \"name\": \"Again\", \"codes\": [\"E08000027\"] }]"),
        (8, "Small-Heath PCN and Small Heath share the name or code \"small heath\", which makes it ambiguous.",
            "\"networks\": [{ \"name\": \"Small Heath\", \"partner\": \"a\" },\n{ \"name\": \"Small-Heath PCN\", \"partner\": \"b\" }]"),
        (7, "\"A Partner\" is not the code of a partner", "\"networks\": [{ \"name\": \"Small Heath\", \"partner\": \"A Partner\" }]"),
        (7, "\"LE1-LE19\" is not a postcode district such as LE4: list each one.", "\"postcodeDistricts\": [\"LE1-LE19\"]"),
        (7, "\"Barwell\" is not the code of an ONS code such as E05014682", "\"focusPlaces\": [{ \"name\": \"Barwell\", \"codes\": [\"Barwell\"] }]"),
        (7, "\"A target\" is not a code: use lower-case words with hyphens.",
            "\"targets\": [{ \"code\": \"A target\", \"name\": \"T\", \"number\": 0, \"evidenceLevel\": \"stated\", \"source\": \"Test\" }]"),
        (7, "\"lists.offers[0].agreedOn\" has to be a date such as \"2026-09-07\".",
            "\"lists\": { \"offers\": [{ \"code\": \"job\", \"name\": \"A job\", \"agreedOn\": \"2026-02-30\" }] }"),
        (7, "\"timeOfSupport\" needs a unit: \"unit\": \"days\" or \"weeks\" or \"months\".",
            "\"limits\": { \"timeOfSupport\": { \"value\": 12, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "\"minimumAge\" is counted in years: leave \"unit\" out.",
            "\"limits\": { \"minimumAge\": { \"value\": 18, \"unit\": \"weeks\", \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "\"timeOfSupport\" is a length of time, which includes its last day: leave \"isExclusive\" out.", "\"limits\": { \"timeOfSupport\": " +
            "{ \"value\": 12, \"unit\": \"weeks\", \"isExclusive\": true, \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (8, "\"maximumWeeksOutOfWork\" and \"maximumTimeOutOfWork\" say the same: leave one out.",
            "\"limits\": { \"maximumWeeksOutOfWork\": { \"value\": 26, \"evidenceLevel\": \"stated\", \"source\": \"Test\" },\n" +
            "\"maximumTimeOutOfWork\": { \"value\": 6, \"unit\": \"months\", \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }"),
        (7, "The question \"car\" is a choice and needs two options or more.",
            "\"questions\": [{ \"code\": \"car\", \"kind\": \"one\", \"options\": [\"yes\"] }]"),
        (8, "The code \"car\" is used twice.", "\"questions\": [{ \"code\": \"car\", \"kind\": \"yes-no\" },\n{ \"code\": \"car\", \"kind\": \"words\" }]"),
        (7, "\"maybe\" is not an answer to this question.", "\"questions\": [{ \"code\": \"car\", \"kind\": \"yes-no\", \"decidesEligibility\": true, " +
            "\"requires\": { \"answers\": [\"maybe\"], \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }]"),
        (7, "A question with \"requires\" is asked before the answer: write \"decidesEligibility\": true.", "\"questions\": [{ \"code\": \"car\", " +
            "\"kind\": \"yes-no\", \"requires\": { \"answers\": [\"yes\"], \"evidenceLevel\": \"stated\", \"source\": \"Test\" } }]"),
        (7, "\"messages[0].purpose\" is empty.", "\"messages\": [{ \"code\": \"coach-call\", \"purpose\": \"\" }]"),
        (7, "Put follow-ups in follow-ups.json beside this file.", "\"followUps\": []"),
        (7, "This is not valid JSON from here on: look for a missing comma, quote or bracket, on this line or the one before.", "\"languages\": [\"en\",]"),
        (7, "\"lists.a\" has to be a list in [ ].", $"\"lists\": {string.Concat(Enumerable.Repeat("{\"a\":", 60))}1{new string('}', 60)}"),
    ];

    private static (int Line, string Says, string Text)[] Files =>
    [
        (1, "This is not valid JSON", ""),
        (1, "The file has to be a group of members in { }.", "[]"),
        (1, "The file lacks \"code\".", "{}"),
        (1, "The file has to be a group of members in { }.", "null"),
        (1, "\"sdk\" has to be text in quotes.", "{ \"sdk\": 1 }"),
    ];
}
