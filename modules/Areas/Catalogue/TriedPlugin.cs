using WorkWell.Areas.Contracts;
using WorkWell.Areas.Examples;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Runs an area's code as an inspection does. Errors do not matter here, because the host meets and reports them again. What matters is whether the process
/// ends by itself.
/// </summary>
internal static class TriedPlugin
{
    public static void Run(AreaFolders folders, string json)
    {
        if (SettingsContent.Read(json) is not { } settings) return;
        try
        {
            var code = new AreaPlugins(folders).Load(settings.Code);
            if (code.Folder is null || !File.Exists(code.Folder.ExamplesPath)) return;
            var area = AreaInspection.Assemble(code, settings);
            var examples = ExampleFile.Read(RegularFile.ReadAllText(code.Folder.ExamplesPath), "examples.csv").Examples;
            var partners = PartnersFile.Read(folders.Served, area).Value?.Services() ?? [];
            ExampleRun.Try(area.Eligibility, area.Routing, examples, partners, "examples.csv");
            foreach (var example in examples) Plan(area, example);
        }
        catch (Exception)
        {
            // The edge to an area's code, as in an inspection.
        }
    }

    private static void Plan(Area area, Example example)
    {
        foreach (var trigger in Enum.GetValues<Trigger>())
            area.FollowUps.Steps(new FollowUpContext(trigger, example.Facts, example.Outcome, example.Next ?? NextStep.AreaTeam));
    }
}
