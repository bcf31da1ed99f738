using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Leicester keeps two doors closed; everybody who comes to one is told so as soon as Leicester is known.</summary>
public sealed class ClosedDoorTests(ClosedDoorTests.LeicesterWithTwoDoors given) : IClassFixture<ClosedDoorTests.LeicesterWithTwoDoors>
{
    private static readonly string[] Shown = ["your GP practice", "your adviser at the Jobcentre", "a council, charity or community group"];

    [Theory]
    [InlineData("place", "Way=postcode", "Postcode=LE1 0ZA")]
    [InlineData("practice", "Way=practice", "Words=loughborough", "Practice=Z99002")]
    [InlineData("area", "Way=unknown", "Area=llr")]
    public async Task Whoever_refers_themselves_is_told_as_soon_as_the_area_is_known_and_who_can_refer_them(string by, params string[] answers)
    {
        using var session = new FormVisit(given.ReferralSource.Host);
        await session.OpenAsync("/refer/self");
        await session.SendAsync();
        var pages = await session.GoOnAsync(
            "door-closed", own: [.. new[] { "place", "practice", "area" }.Select(
            page => (page, answers.Select(answer => answer.Split('=')).Select(answer => (answer[0], answer[1])).ToArray()))]);
        Assert.Equal(by, pages[^1]);
        Assert.Equal("You cannot refer yourself to WorkWell Leicester, Leicestershire and Rutland right now", session.Heading);
        foreach (var way in Shown) Assert.Contains(way, session.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("your employer", session.Text("main"), StringComparison.Ordinal);
        foreach (var page in (string[])["situation", "name", "check-answers"])
        {
            await session.OpenAsync($"/refer/self/{page}");
            Assert.Equal("/refer/self/door-closed", session.At);
        }
    }

    [Fact]
    public async Task Somebody_elses_place_leads_to_the_doors_that_are_open_and_a_place_that_was_wrong_can_be_changed()
    {
        using var session = new FormVisit(given.ReferralSource.Host);
        await session.FillAsync(until: "door-closed", referralSource: "employer");
        Assert.Equal("These ways are open", session.Page.QuerySelector("main h2")!.TextContent);
        Assert.Equal(["/refer/primary-care?area=llr", "/refer/jobcentre?area=llr", "/refer/local-service?area=llr"],
            session.Page.QuerySelectorAll("main li a[href*='area=llr']").Select(link => link.GetAttribute("href")!));
        Assert.Equal("These ways are open", session.Text("main h2"));
        await session.OpenAsync("/refer/employer/place");
        await session.SendAsync(("Way", "postcode"), ("Postcode", "N17 0ZA"));
        Assert.Equal("/refer/employer/situation", session.At);
    }

    [Fact]
    public async Task The_areas_own_link_to_a_closed_door_says_so_before_anything_is_asked()
    {
        using var session = new FormVisit(given.ReferralSource.Host, "ar");
        await session.OpenAsync("/refer/self?area=llr");
        Assert.StartsWith("لا يمكنك أن تقدم طلبًا بنفسك إلى", session.Heading, StringComparison.Ordinal);
        Assert.Null(session.Page.QuerySelector("form#answers"));
    }

    [Fact]
    public async Task A_door_that_closes_in_the_middle_of_a_form_sends_nothing()
    {
        using var session = new FormVisit(given.ReferralSource.Host);
        await session.FillAsync(until: "door-closed");
        await session.OpenAsync("/refer/self/place");
        await session.SendAsync(("Way", "postcode"), ("Postcode", "N17 0ZA"));
        await session.GoOnAsync("check-answers", own: ("place", [("Way", "postcode"), ("Postcode", "N17 0ZA")]));
        // Another tab finds out that the place was Leicester after all.
        using var other = new FormVisit(given.ReferralSource.Host, session);
        await other.OpenAsync("/refer/self/place");
        await other.SendAsync(("Way", "postcode"), ("Postcode", "LE1 0ZA"));
        await session.SendAsync();
        Assert.Equal("/refer/self/door-closed", session.At);
    }

    [Fact]
    public async Task The_API_refuses_with_the_reason_and_the_open_doors_and_a_referral_that_waits_for_an_area_is_taken()
    {
        var problem = await OneDoor.ProblemAsync(await given.ReferralSource.PostAsync(OneDoor.Good()), 422, "referrals.door-closed");
        Assert.Equal(["primary-care", "jobcentre", "local-service"],
            problem.GetProperty("openDoors").EnumerateArray().Select(referralSource => referralSource.GetString()!));
        Assert.Contains("takes no referrals this way now", problem.GetProperty("errors").GetProperty("person.postcode")[0].GetString(),
            StringComparison.Ordinal);

        await given.ReferralSource.ReferAsync(OneDoor.Good("jobcentre"), "jobcentre");
        await given.ReferralSource.ReferAsync(OneDoor.Good(postcode: "ZZ1 1ZZ"));
    }

    [Fact]
    public async Task Rows_of_an_upload_for_a_closed_door_come_back_with_the_reason_and_the_others_are_kept()
    {
        using var office = await given.ReferralSource.OfficeAsync("llr", Permission.BulkReferEmployer);
        using var file = new ByteArrayContent(
            new BulkFileBuilder().Row(("your_reference", "A-1")).Row(("your_reference", "A-2"), ("postcode", ""))
            .Bytes()) { Headers = { ContentType = new("text/csv") } };
        using var response = await office.PostAsync(new Uri("/api/referrals/employer/bulk", UriKind.Relative), file);
        var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(1, answer.GetProperty("received").GetInt32());
        var wrong = answer.GetProperty("rows")[0].GetProperty("wrong")[0];
        Assert.Equal("postcode", wrong.GetProperty("column").GetString());
        Assert.Contains("takes no referrals this way now. These doors are open: primary-care, jobcentre, local-service.",
            wrong.GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    public sealed class LeicesterWithTwoDoors : IAsyncLifetime
    {
        private readonly string config = Directory.CreateTempSubdirectory("closed-door-").FullName;

        public OneDoor ReferralSource { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            FolderCopy.Make(Checkout.Path("config"), config);
            var path = Path.Combine(config, "areas", "llr", "area.json");
            var area = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
            area["referralSources"] = new JsonArray("primary-care", "jobcentre", "local-service");
            await File.WriteAllTextAsync(path, area.ToJsonString());
            ReferralSource = new() { Host = await RunningHost.StartAsync(
                new Dictionary<string, string?> { ["Communications:RequireApproval"] = "false" }, config) };
        }

        public async ValueTask DisposeAsync()
        {
            await ReferralSource.DisposeAsync();
            Directory.Delete(config, recursive: true);
        }
    }
}
