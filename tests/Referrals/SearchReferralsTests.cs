using System.Net;
using System.Text.Json.Nodes;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>The search box of the staff pages: by whatever somebody knows of a person, and never more than the searcher may see.</summary>
public sealed class SearchReferralsTests(OneDoor one) : IClassFixture<OneDoor>
{
    private const string Box = "search";
    private static int numbers;

    [Theory]
    [InlineData("name")]
    [InlineData("family name")]
    [InlineData("name without accents")]
    [InlineData("name in another script")]
    [InlineData("name and date of birth")]
    [InlineData("reference")]
    [InlineData("reference as read out")]
    [InlineData("phone")]
    [InlineData("email")]
    [InlineData("date of birth")]
    [InlineData("NHS number")]
    public async Task A_coach_finds_somebody_by(string what)
    {
        var person = await ReferAsync("José", "Ptëlovskï");
        using var visit = await CoachAsync();
        await SearchAsync(visit, what switch
        {
            "name" => "josé Ptëlovskï",
            "family name" => "Ptëlovskï",
            "name without accents" => "Jose Ptelovski",
            "name in another script" => "પટેલોવસ્કી",
            "name and date of birth" => $"Ptelovski {person.BornOn:d MMMM yyyy}",
            "reference" => person.Reference,
            "reference as read out" => person.Reference[3..].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(),
            "phone" => person.Phone[..5] + " " + person.Phone[5..],
            "email" => person.Email.ToUpperInvariant(),
            "date of birth" => person.BornOn.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture),
            _ => person.NhsNumber.Insert(6, " ").Insert(3, " "),
        });
        Assert.Contains(person.Reference, FoundIn(visit));
        Assert.Contains("José Ptëlovskï", visit.Text("table"), StringComparison.Ordinal);
        await visit.OpenAsync(visit.Page.QuerySelectorAll("tbody th a").Single(link => link.TextContent.Contains(person.Reference, StringComparison.Ordinal))
            .GetAttribute("href")!);
        Assert.Equal($"/staff/areas/llr/referrals/{person.Id:D}", visit.At);
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
    }

    [Fact]
    public async Task No_address_holds_what_was_searched_for_and_going_back_shows_it_again()
    {
        var person = await ReferAsync("Wanda", "Qoralli");
        using var visit = await CoachAsync();
        await SearchAsync(visit, "Wanda Qoralli");
        var address = visit.Response.RequestMessage!.RequestUri!;
        Assert.DoesNotContain("Wanda", address.ToString(), StringComparison.OrdinalIgnoreCase);
        await visit.OpenAsync("/staff/areas/llr/tasks");
        await visit.OpenAsync(address.PathAndQuery);
        Assert.Equal([person.Reference], FoundIn(visit));
        Assert.Equal("Wanda Qoralli", visit.Page.QuerySelector("main input[name=Query]")!.GetAttribute("value"));

        // It is theirs alone, and kept for half an hour.
        using var other = await CoachAsync();
        await other.OpenAsync(address.PathAndQuery);
        Assert.Contains("This search is kept no longer", other.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Wanda", other.Page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wanda", await one.Host.Database.ReadAsync<string>(
            "select string_agg(encode(sealed, 'escape'), '') from access.kept_input"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_search_and_each_referral_that_it_lists_is_recorded_without_what_was_typed()
    {
        var person = await ReferAsync("Yolanda", "Brixcombe");
        var coach = await StaffMember.MakeAsync(one.Host, StaffRole.Coach);
        using var visit = coach.Visit(one.Host);
        await visit.OpenAsync("/staff/areas/llr");
        await SearchAsync(visit, "Brixcombe");
        var actor = $"staff:{coach.AccountId:D}";
        Assert.Equal("""{"by": "name", "found": "1"}""", await one.Host.Database.ReadAsync<string>(
            "select details::text from access.audit_entry where actor = $1 and action = 'referrals.searched'", actor));
        Assert.Equal(person.Id, await one.Host.Database.ReadAsync<Guid>(
            "select subject from access.audit_entry where actor = $1 and action = 'referrals.found'", actor));
        Assert.Equal(0L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where actor = $1 and details::text ilike '%brixcombe%'", actor));
    }

    [Fact]
    public async Task A_partner_worker_finds_by_name_only_whom_they_accepted_and_who_agreed_to_be_named()
    {
        var offered = await ReferAsync("Zelda", "Offermann");
        var accepted = await ReferAsync("Zelda", "Takenoff");
        var unnamed = await ReferAsync("Zelda", "Hiddenly", shares: false);
        var others = await ReferAsync("Zelda", "Elsewhere");
        await one.Host.Database.RunAsync($"""
            update referrals.referral set organisation = 'search-partner' where id in ('{offered.Id}', '{accepted.Id}', '{unnamed.Id}');
            update referrals.referral set accepted_at = now() where id in ('{accepted.Id}', '{unnamed.Id}', '{others.Id}');
            """);
        using var visit = (await StaffMember.MakeAsync(one.Host, StaffRole.PartnerWorker, organisation: "search-partner")).Visit(one.Host);
        await visit.OpenAsync("/staff/areas/llr");
        await SearchAsync(visit, "Zelda");
        Assert.Equal([accepted.Reference], FoundIn(visit));
        foreach (var closed in new[] { offered, unnamed })
        {
            await SearchAsync(visit, closed.Reference);
            Assert.Equal([closed.Reference], FoundIn(visit));
            Assert.DoesNotContain("Zelda", visit.Text("main"), StringComparison.Ordinal);
        }
        foreach (var what in new[] { others.Reference, others.Email, others.Phone, unnamed.Email, offered.NhsNumber })
        {
            await SearchAsync(visit, what);
            Assert.Equal("Nobody was found here", visit.Text("main h2"));
        }
    }

    [Fact]
    public async Task Somebody_of_another_area_is_not_found_and_the_page_says_what_to_do()
    {
        var person = await ReferAsync("Quentin", "Vexwold");
        using var visit = (await StaffMember.MakeAsync(one.Host, StaffRole.Coach, "dudley")).Visit(one.Host);
        await visit.OpenAsync("/staff/areas/dudley");
        foreach (var what in new[] { "Quentin Vexwold", person.Reference, person.Phone })
        {
            await SearchAsync(visit, what);
            Assert.Equal("Nobody was found here", visit.Text("main h2"));
            Assert.Contains("Check the spelling", visit.Text("main"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("'; drop table people.person; --")]
    [InlineData("%")]
    [InlineData("@")]
    [InlineData("999999999999999999999999999999999999")]
    [InlineData("\u202e\u0627\u0644")]
    public async Task Whatever_is_typed_is_answered_by_a_page_that_keeps_it(string typed)
    {
        using var visit = await CoachAsync();
        await SearchAsync(visit, typed);
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        if (string.IsNullOrWhiteSpace(typed)) Assert.Equal(["Enter what you look for"], visit.Errors);
        else Assert.Equal("Nobody was found here", visit.Text("main h2"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_and_kept()
    {
        using var visit = await CoachAsync();
        await SearchAsync(visit, new string('x', 300));
        Assert.Single(visit.Errors);
        Assert.Equal(new string('x', 300), visit.Page.QuerySelector("main input[name=Query]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_sees_no_person_has_no_search()
    {
        using var visit = (await StaffMember.MakeAsync(one.Host, StaffRole.AreaAdministrator)).Visit(one.Host);
        await visit.OpenAsync("/staff/areas/llr");
        Assert.Null(visit.Page.QuerySelector("form#search"));
        await visit.OpenAsync("/staff/areas/llr/search");
        Assert.Equal(HttpStatusCode.Forbidden, visit.Response.StatusCode);
    }

    private sealed record Person(Guid Id, string Reference, DateOnly BornOn, string Email, string Phone, string NhsNumber);

    private async Task<Person> ReferAsync(string given, string family, bool shares = true)
    {
        var number = Interlocked.Increment(ref numbers);
        var json = OneDoor.Good();
        var person = json["person"]!.AsObject();
        (person["givenName"], person["familyName"]) = (given, family);
        var (email, phone, nhs) = ($"search-{number}@people.example", $"0770090{1000 + number}", ValidNumber(number));
        (person["email"], person["phone"], person["nhsNumber"]) = (email, phone, nhs);
        person["consents"] = new JsonObject { ["service"] = true, ["share-with-partners"] = shares };
        var reference = (await one.ReferAsync(json)).GetProperty("reference").GetString()!;
        var id = await one.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        return new(id, reference, DateOnly.ParseExact((string)person["bornOn"]!, "yyyy-MM-dd", null), email, phone, nhs);
    }

    private static string ValidNumber(int number)
    {
        for (var from = 400_000_000 + (number * 20); ; from++)
        {
            var digits = from.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var check = 11 - (digits.Select((digit, at) => (digit - '0') * (10 - at)).Sum() % 11);
            if (check != 10) return digits + (check == 11 ? 0 : check);
        }
    }

    private async Task<FormVisit> CoachAsync()
    {
        var visit = (await StaffMember.MakeAsync(one.Host, StaffRole.Coach)).Visit(one.Host);
        await visit.OpenAsync("/staff/areas/llr");
        return visit;
    }

    // By the box in the header, which every page has.
    private static Task SearchAsync(FormVisit visit, string text) => visit.SendFormAsync(Box, ("Query", text));

    private static string[] FoundIn(FormVisit visit) =>
    [
        .. visit.Page.QuerySelectorAll("tbody tr th").Select(first => first.TextContent.Trim())
            .Select(text => text[text.IndexOf("WW-", StringComparison.Ordinal)..]),
    ];
}
