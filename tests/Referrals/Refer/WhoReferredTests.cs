using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Somebody whom another referred learns by whom, what was said, what to do if they did not agree, and when to expect to hear.</summary>
public sealed class WhoReferredTests : IAsyncLifetime
{
    private readonly string config = Directory.CreateTempSubdirectory("workwell-referred-").FullName;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        FolderCopy.Make(Checkout.Path("config"), config);
        await ContactAsync("llr", """{ "phone": "0116 496 0111" }""");
        await ContactAsync("bsol", """
            { "email": "hello@bsol.example", "workingDaysToContact": { "value": 3, "evidenceLevel": "stated", "source": "A test" } }
            """);
        host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["Communications:RequireApproval"] = "false", ["PublicAddress"] = "https://workwell.example" }, config);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    [Theory]
    [InlineData("employer", "Your employer referred you, and told us that you agreed.")]
    [InlineData("primary-care", "Your GP practice or another health service referred you")]
    [InlineData("jobcentre", "Your Jobcentre referred you")]
    [InlineData("local-service", "A local service that you know referred you")]
    public async Task The_first_message_says_who_referred_and_where_to_see_or_stop_it(string referralSource, string says)
    {
        var (text, _) = await FirstMessageAsync(referralSource, "LE1 0ZA");
        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.Contains("you can stop the referral at any time", text, StringComparison.Ordinal);
        Assert.Contains("or stop it: https://workwell.example/my-referral", text, StringComparison.Ordinal);
        // Whoever types a name must not be able to say things to the person in our words.
        Assert.DoesNotContain("Sam Example", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_page_says_who_referred_what_they_said_and_how_to_stop_it()
    {
        var referral = await ReferAsync("jobcentre");
        using var own = await OpenOwnAsync(referral);
        Assert.Contains(own.Page.QuerySelectorAll("main h2"), heading => heading.TextContent == "Who referred you");
        Assert.Equal(["Sam Example", "Line manager", "Example Works"], Lines(own, "Name"));
        Assert.Equal(["Asha asked me to send this when we met on Monday."], Lines(own, "How they say you agreed"));
        // In the words of the form as the reader would answer it, not those of the referrer.
        Assert.Equal(["Yes, I am in work", "Stress, low mood or anxiety", "Money or debt"], Lines(own, "What they told us").Take(3));
        Assert.Contains("If you did not agree to this, you can stop it. Nothing more happens then.", own.Text("main"), StringComparison.Ordinal);
        await own.OpenAsync("/my-referral/withdraw");
        Assert.Equal("/my-referral/withdraw", own.At);
        await own.SendAsync(("Sure", "yes"));
        Assert.Equal("/my-referral/status", own.At);
        Assert.DoesNotContain("If you did not agree", own.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_about_danger_is_on_nobodys_screen_and_who_came_alone_reads_nothing_of_a_referrer()
    {
        using var ofOther = await OpenOwnAsync(await ReferAsync("jobcentre", ("safety", [("Safety", "danger")])));
        Assert.DoesNotContain("danger", ofOther.Text("main"), StringComparison.OrdinalIgnoreCase);
        using var alone = await OpenOwnAsync(await ReferAsync("self"));
        Assert.DoesNotContain("Who referred you", alone.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_referred_themselves_is_not_told_so()
    {
        var (text, _) = await FirstMessageAsync("self", "LE1 0ZA");
        Assert.DoesNotContain("referred you", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LE1 0ZA", "This service does not say how long", "If you have heard nothing by 21 September 2026, please get in touch: 0116 496 0111")]
    [InlineData("B34 0ZA", "You will hear from us by 10 September 2026", "If not, please tell us: hello@bsol.example")]
    [InlineData("EN1 0ZA", "This service does not say how long this takes.", null)]
    public async Task Messages_and_pages_say_when_contact_comes_as_the_area_states_it(string postcode, string says, string? then)
    {
        var (text, page) = await FirstMessageAsync("self", postcode);
        Assert.Contains(says, text, StringComparison.Ordinal);
        if (then is not null) Assert.Contains(then, text, StringComparison.Ordinal);
        else Assert.DoesNotContain("get in touch:", text, StringComparison.Ordinal);
        Assert.Contains(postcode switch
        {
            "LE1 0ZA" => "If you have heard nothing by 21 September 2026, get in touch with it.",
            "B34 0ZA" => "You hear from us by 10 September 2026.",
            _ => "This service does not say how long that takes.",
        }, page, StringComparison.Ordinal);
        if (then is null) Assert.DoesNotContain("get in touch with it", page, StringComparison.Ordinal);
    }

    private async Task<(string Text, string Page)> FirstMessageAsync(string referralSource, string postcode)
    {
        using var visit = new FormVisit(host);
        await visit.FillAsync(referralSource: referralSource, own: ("place", [("Place", "postcode"), ("Postcode", postcode)]));
        var referral = await host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", visit.Text(".nhsuk-panel strong"));
        // Somebody who was referred hears in the contact hours.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await host.SentAsync(referral, "referral-received-eligible") ?? await host.SentAsync(referral, "referral-needs-review");
        return (sent!.Content!.Text, visit.Text("main"));
    }

    [Theory]
    [InlineData("en", "10 September 2026")]
    [InlineData("gu", "10 સપ્ટેમ્બર 2026")]
    [InlineData("ar", "10 سبتمبر 2026")]
    public async Task A_day_is_written_the_same_on_the_page_and_in_the_message(string language, string day)
    {
        using var visit = new FormVisit(host, language);
        await visit.FillAsync(own: ("place", [("Place", "postcode"), ("Postcode", "B34 0ZA")]));
        Assert.Contains(day, visit.Text("main"), StringComparison.Ordinal);
        var referral = await host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", visit.Text(".nhsuk-panel strong"));
        var sent = await host.SentAsync(referral, "referral-received-eligible") ?? await host.SentAsync(referral, "referral-needs-review");
        Assert.Equal(language, sent!.Content!.Language);
        Assert.Contains(day, sent.Content.Text, StringComparison.Ordinal);
    }

    private async Task<(Guid Id, string Reference)> ReferAsync(string referralSource, params (string, (string, string)[])[] own)
    {
        using var visit = new FormVisit(host);
        await visit.FillAsync(referralSource: referralSource, own: own);
        var reference = visit.Text(".nhsuk-panel strong");
        return (await host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference), reference);
    }

    private async Task<FormVisit> OpenOwnAsync((Guid Id, string Reference) referral)
    {
        var visit = new FormVisit(host);
        await visit.OpenAsync("/my-referral");
        await visit.SendAsync(("Reference", referral.Reference), ("Proof", "email"), ("Email", "asha.patel@example.org"));
        await visit.SendAsync(("Code", Regex.Match((await host.SentAsync(referral.Id, "one-time-code"))!.Content!.Text, "[0-9]{6}").Value));
        Assert.Equal("/my-referral/status", visit.At);
        return visit;
    }

    private static IEnumerable<string> Lines(FormVisit visit, string key) =>
        visit.Page.QuerySelectorAll(".nhsuk-summary-list__row").Single(row => row.QuerySelector("dt")!.TextContent.Trim() == key)
            .QuerySelector("dd")!.TextContent.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private async Task ContactAsync(string area, string contact)
    {
        var path = Path.Combine(config, "areas", area, "area.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        settings["contact"] = JsonNode.Parse(contact);
        await File.WriteAllTextAsync(path, settings.ToJsonString());
    }
}
