using System.Text.Json;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Who refers somebody else is asked about that person, never about themselves: an answer for the wrong one would decide.</summary>
public sealed class BothSidesTests : IDisposable
{
    private static readonly string[] Languages = ["en", "gu", "ar"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workwell-sides-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_question_of_the_form_has_words_for_each_side_in_each_language()
    {
        var lacking = new List<string>();
        foreach (var language in Languages)
        {
            var (form, doors) = (Entries(language, "refer"), Entries(language, "doors"));
            // What only one side is asked, such as who they are, has words for that side alone.
            foreach (var question in ReferralFlow.All.Where(question => question.IsAt(ReferralSource.Self)))
            {
                var entry = question.Key == "get-help-now" ? "help-now-flag" : question.Key.Replace('/', '-');
                if (!form.TryGetValue(entry, out var own)) lacking.Add($"{language}: {entry}");
                foreach (var source in ReferrerFact.Others.Where(question.IsAt))
                {
                    var about = form.GetValueOrDefault($"{entry}@{StoredKeys<ReferralSource>.Of(source)}") ?? form.GetValueOrDefault($"{entry}-them");
                    if (about is null || about == own) lacking.Add($"{language}: {entry} at {source}");
                }
            }
            lacking.AddRange(ReferralFlow.All.Where(question => !question.IsAt(ReferralSource.Self)).Select(question => question.Key.Replace('/', '-'))
                .Where(entry => !doors.ContainsKey(entry)).Select(entry => $"{language}: {entry}"));
        }
        Assert.Empty(lacking);
    }

    [Fact]
    public async Task A_question_of_an_area_is_asked_only_where_it_has_words_for_who_reads_it()
    {
        FolderCopy.Make(Checkout.Path("config"), folder.FullName);
        // Nobody has worded them for those who refer others: a GP would say where they themselves are registered.
        Reword("dudley", "gp-practice-place");
        Reword("swl", "groups");
        await using var host = await RunningHost.StartAsync(configFolder: folder.FullName);

        Assert.Contains("area-question/gp-practice-place", await AskedAsync("self", "dudley", "DY1 0ZA"));
        Assert.DoesNotContain("area-question/gp-practice-place", await AskedAsync("primary-care", "dudley", "DY1 0ZA"));
        // The other question of the same area has words for both sides.
        Assert.Contains("area-question/wants-paid-work", await AskedAsync("primary-care", "dudley", "DY1 0ZA"));
        Assert.Contains("area-question/groups", await AskedAsync("self", "swl", "CR0 0ZA"));
        Assert.DoesNotContain("area-question/groups", await AskedAsync("jobcentre", "swl", "CR0 0ZA"));

        using var visit = new FormVisit(host);
        await visit.FillAsync(until: "name", referralSource: "primary-care", area: "dudley", own: Place("DY1 0ZA"));
        await visit.OpenAsync("/refer/primary-care/area-question/gp-practice-place");
        Assert.Equal(404, (int)visit.Response.StatusCode);

        async Task<IReadOnlyList<string>> AskedAsync(string source, string area, string postcode)
        {
            using var session = new FormVisit(host);
            var pages = await session.FillAsync(referralSource: source, area: area, own: Place(postcode));
            Assert.Equal($"/refer/{source}/done", session.At);
            return pages;
        }

        static (string, (string, string)[])[] Place(string postcode) =>
            [("place", [("Way", "postcode"), ("Postcode", postcode)]), ("situation", [("Situation", "out-of-work")])];
    }

    [Fact]
    public void Who_refers_themselves_never_reads_about_the_person()
    {
        // Said at other doors only, or for staff.
        string[] ofOthers = ["door-open-self", "address-of-referrer", "may-harm-themselves", "in-danger"];
        var reasons = Directory.EnumerateFiles(Checkout.Path("config", "areas"), "reasons.json", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "en")
            .SelectMany(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("reasons").EnumerateObject())
            .Select(reason => KeyValuePair.Create(reason.Name, reason.Value.GetString()!)).ToArray();
        var read = Entries("en", "refer").Concat(Entries("en", "notes")).Concat(Entries("en", "later")).Concat(Entries("en", "needs")).Concat(reasons)
            .Where(entry => !entry.Key.EndsWith("-them", StringComparison.Ordinal) && !entry.Key.Contains('@') && !ofOthers.Contains(entry.Key)).ToArray();

        Assert.True(reasons.Length > 40 && read.Length > 400, $"{reasons.Length} reasons, {read.Length} entries.");
        Assert.DoesNotContain(read, entry => entry.Value.Contains("the person", StringComparison.OrdinalIgnoreCase));
    }

    private void Reword(string area, string question)
    {
        foreach (var language in Languages)
        {
            var path = Path.Combine(folder.FullName, "areas", area, "templates", language, "questions.json");
            var file = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!;
            file["questions"]![question]!.AsObject().Remove("them");
            File.WriteAllText(path, file.ToJsonString());
        }
    }

    private static Dictionary<string, string> Entries(string language, string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Checkout.Path("config", "texts", language, $"{file}.json")))!;
}
