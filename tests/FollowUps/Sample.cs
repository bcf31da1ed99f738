using System.Text.Json.Nodes;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>A short plan with one step of every kind.</summary>
internal static class Sample
{
    private const string Plan = """
        {
          "steps": [
            { "code": "acknowledge", "trigger": "referral-received", "after": "at once", "message": "referral-received-eligible", "atAnyHour": true },
            { "code": "find-a-partner", "trigger": "referral-received", "after": "at once", "task": "Find a partner.", "for": "area-team",
              "nextSteps": ["area-team"], "endedBy": ["offer-made"] },
            { "code": "offer", "trigger": "offer-made", "after": "at once", "message": "offer-to-partner", "for": "partner" },
            { "code": "offer-nudge", "trigger": "offer-made", "after": "2 working days", "every": "2 working days", "times": 2,
              "message": "offer-nudge", "for": "partner", "endedBy": ["offer-made", "support-started"] },
            { "code": "offer-unanswered", "trigger": "offer-made", "after": "5 working days", "task": "Phone the partner.", "for": "area-team",
              "endedBy": ["offer-made", "support-started"] },
            { "code": "service-changed", "trigger": "offer-made", "after": "at once", "message": "service-changed", "fromOffer": 2 },
            { "code": "support-agreed", "trigger": "support-started", "after": "at once", "message": "support-agreed" },
            { "code": "progress", "trigger": "support-started", "after": "at once", "message": "referrer-progress", "for": "referrer" },
            { "code": "check-in", "trigger": "support-started", "after": "P4W", "every": "P4W", "times": 3, "message": "coach-check-in",
              "usefulFor": "P1W" },
            { "code": "ending-soon", "trigger": "support-started", "after": "limit:weeksOfSupportInWork - P2W", "message": "limit-warning",
              "situations": ["in-work"] },
            { "code": "seeking-ends", "trigger": "support-started", "after": "limit:weeksOfSupportSeekingWork", "message": "limit-reached" },
            { "code": "outcome-4-months", "trigger": "allocated", "after": "P4M", "message": "outcome-question" }
          ]
        }
        """;

    public static ReferralFacts Facts { get; } = new() { ReceivedOn = new DateOnly(2026, 9, 7), Situation = WorkSituation.InWork };

    /// <summary>Copies the checkout's config and gives two areas the plan, a team and partners with addresses.</summary>
    public static void WriteConfig(string folder)
    {
        Copy(Checkout.Path("config"), folder);
        foreach (var code in (string[])["ncl", "llr"])
        {
            var area = Path.Combine(folder, "areas", code);
            File.WriteAllText(Path.Combine(area, "follow-ups.json"), Plan);
            Edit(Path.Combine(area, "area.json"), settings =>
            {
                settings["contact"] = new JsonObject { ["phone"] = "0116 496 0111", ["web"] = "https://area.example", ["teamEmail"] = "team@area.example" };
                settings["limits"] = new JsonObject { [
                    LimitNames.WeeksOfSupportInWork] = new JsonObject { ["value"] = 8, ["evidenceLevel"] = "stated", ["source"] = "A test." } };
            });
            Edit(Path.Combine(area, "partners.json"), partners =>
            {
                foreach (var organisation in partners["organisations"]!.AsArray()) organisation!["email"] = "offers@coaches.example";
                partners["organisations"]!.AsArray().Add(JsonNode.Parse("""
                    { "code": "quiet", "name": "Quiet House", "phone": "0116 496 0000", "services": [] }
                    """));
            });
        }
    }

    /// <summary>Makes an area for checks of plans.</summary>
    public static Area Area(string code, TrialDesign? trial, params FollowUpStep[] steps)
    {
        var settings = new AreaSettings
        {
            Code = code, Name = code, ServiceName = "WorkWell", Board = new("QXX", "E54000000", "A board"),
            Limits = new Dictionary<string, Limit> { [LimitNames.WeeksOfSupportInWork] = new(8, EvidenceLevel.Stated, "A test.") },
            FollowUps = steps,
        };
        IAreaPlugin plugin = new NationalArea();
        return new Area
        {
            Settings = settings, Revision = 1, PluginVersion = "1.0", Eligibility = plugin.Eligibility(settings), Routing = plugin.Routing(settings),
                FollowUps = plugin.FollowUps(settings), Trial = trial,
        };
    }

    private static void Edit(string path, Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(json);
        File.WriteAllText(path, json.ToJsonString());
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
