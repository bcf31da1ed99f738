namespace WorkWell.Areas.Tests.Mistakes;

/// <summary>Mistakes in an area's plugin, which are there when the host starts: code is loaded once. Code that never comes back: PluginTrialTests.</summary>
internal static class MistakesInCode
{
    public static IEnumerable<PlantedMistake> All =>
    [
        Code("\"Lives here\" does not give the agreed result: the rules failed with InvalidOperationException: A rule went wrong.", "ThrowingRules"),
        Code("Its code ends the process it runs in (a call calls itself without end).", "OverflowingRules"),
        Code("The constructor of WorkWell.Areas.Misbehaving.ThrowingConstructor fails with NotSupportedException: Not today", "ThrowingConstructor"),
        Code("WorkWell.Areas.Misbehaving.NeedsSomething in WorkWell.Areas.Misbehaving.dll has no public constructor without parameters.", "NeedsSomething"),
        Code("WorkWell.Areas.Misbehaving.NotAPlugin in WorkWell.Areas.Misbehaving.dll is not an IAreaPlugin that can be made.", "NotAPlugin"),
        Code("WorkWell.Areas.Misbehaving.dll has no type WorkWell.Areas.Misbehaving.NowhereToBeFound.", "NowhereToBeFound"),
        Code("The plugin gives no eligibility rules.", "NoRules"),
        Code("The question \"same\" is a choice and has fewer than two options.", "BadQuestions"),
        Plugin("plugin.json:1: It was written for versions >=2.0 <3.0 of the area contract, but this host offers 1.0.",
            (config, code) => config.AddPlugin(code, sdk: ">=2.0 <3.0")),
        Plugin("\"sdk\" must be a range with an upper bound, such as \">=1.0 <2.0\", but is \">=1.0\".",
            (config, code) => config.AddPlugin(code, sdk: ">=1.0")),
        Plugin("plugin.json:1: It says that it is for \"good-code\" and lies in the folder of", (config, code) =>
        {
            config.AddPlugin("good-code", folder: code);
            config.WriteSettings(code);
        }),
        Changed("plugin.json:1: \"colour\" is not allowed here.", "plugin.json", "\"colour\": \"red\", \"version\": \"1.0.0\", \"sdk\": \">=1.0 <2.0\""),
        Changed("\"../throws/WorkWell.Areas.Misbehaving.dll\" has to be the name of a .dll in this folder.", "plugin.json",
            "\"version\": \"1.0.0\", \"sdk\": \">=1.0 <2.0\"", "../throws/WorkWell.Areas.Misbehaving.dll"),
        Changed("WorkWell.Areas.Misbehaving.dll is not a .NET assembly, or it is damaged.", "WorkWell.Areas.Misbehaving.dll", "These are not its bytes."),
        Plugin("WorkWell.Areas.Misbehaving.dll is not in this folder.", (config, code) =>
        {
            config.AddPlugin(code);
            File.Delete(config.PathOf($"plugins/{code}/WorkWell.Areas.Misbehaving.dll"));
        }),
        Plugin(
            "uses System.Environment.get_ProcessorCount, System.Guid.NewGuid, System.IO.File, System.Random, the changing static field ReadsFiles.asked.",
            (config, code) => config.AddPlugin(code, "Forbidden", "ReadsFiles")),
        Plugin("WorkWell.Areas.PrivateDependency.dll asks for CsvHelper, which is neither in its folder nor in the base library.", (config, code) =>
        {
            config.AddPlugin(code, "PrivateDependency", "PrivateDependencyArea");
            File.Delete(config.PathOf($"plugins/{code}/CsvHelper.dll"));
        }),
        Plugin("Other.dll is a link. Put the file itself here.", (config, code) =>
        {
            config.AddPlugin(code);
            File.CreateSymbolicLink(config.PathOf($"plugins/{code}/Other.dll"), typeof(object).Assembly.Location);
        }),
        Plugin("area.json: The file is missing.", (config, code) =>
        {
            config.AddPlugin(code);
            File.Delete(config.PathOf($"areas/{code}/area.json"));
        }),
        Changed("examples.csv:3: \"Nobody is helped\" does not give the agreed result: the outcome is Eligible (none) but NotEligible was agreed.",
            "examples.csv", "name,outcome,reasons\nEverybody is helped,eligible,-\nNobody is helped,not-eligible,\n"),
    ];

    private static PlantedMistake Plugin(string says, Action<ConfigFolder, string> plant) => new("", null, says, plant) { IsThereFromTheStart = true };

    private static PlantedMistake Code(string says, string type) => Plugin(says, (config, code) => config.AddPlugin(code, type: type));

    private static PlantedMistake Changed(string says, string file, string text, string assembly = "WorkWell.Areas.Misbehaving.dll") =>
        Plugin(says, (config, code) =>
        {
            config.AddPlugin(code);
            config.Write($"plugins/{code}/{file}", file != "plugin.json" ? text
                : $$"""{ "code": "{{code}}", {{text}}, "assembly": "{{assembly}}", "type": "X" }""");
        });
}
