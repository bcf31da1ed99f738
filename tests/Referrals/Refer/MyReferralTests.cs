using System.Text.RegularExpressions;
using AngleSharp.Dom;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Somebody comes back to their own referral with its reference and a code.</summary>
public sealed class MyReferralTests(OneDoor given) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("birth-date")]
    [InlineData("email")]
    [InlineData("phone")]
    public async Task The_reference_and_one_thing_that_fits_bring_a_code_that_opens_it(string proof)
    {
        var reference = await ReferAsync();
        using var session = new FormVisit(given.Host);
        await AskAsync(session, reference, Proof(proof));
        await session.SendAsync(("Code", (await CodeAsync(reference))!.Insert(3, " ")));
        Assert.Equal("/my-referral/status", session.At);
        Assert.Contains(reference, session.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Your referral – WorkWell", session.Page.Title);

        await session.SendAsync();
        await session.OpenAsync("/my-referral/status");
        Assert.Equal("/my-referral", session.At);
    }

    [Fact]
    public async Task The_answer_is_the_same_whether_there_is_such_a_referral_or_not()
    {
        var reference = await ReferAsync();
        using var right = new FormVisit(given.Host);
        await AskAsync(right, reference, Proof("email"));
        using var wrong = new FormVisit(given.Host);
        await AskAsync(wrong, reference, [("Proof", "email"), ("Email", "somebody.else@example.org")]);
        using var none = new FormVisit(given.Host);
        await AskAsync(none, ReferralReference.Make(), Proof("email"));

        Assert.Equal(WithoutToken(right), WithoutToken(wrong));
        Assert.Equal(WithoutToken(right), WithoutToken(none));
        Assert.Equal(1, await given.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message where type = 'one-time-code' and referral_id = (select id from referrals.referral where reference = " +
            "$1)", reference));
        foreach (var session in new[] { right, wrong, none })
        {
            await session.SendAsync(("Code", "000000x"));
            Assert.Equal(["Check the code, or ask for a new one. It is not right, or it has run out"], session.Errors);
        }
    }

    // A key that may read messages, or a copy of the database, must not be able to act as the person.
    [Fact]
    public async Task The_code_is_nowhere_in_the_database_once_it_has_left_and_the_trail_counts_wrong_ones()
    {
        var reference = await ReferAsync();
        using var session = new FormVisit(given.Host);
        await AskAsync(session, reference, Proof("email"));
        var referral = await given.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        var code = (await CodeAsync(reference))!;

        Assert.Equal(0L, await given.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message m left join communications.attempt a on a.message_id = m.id " +
            "where m.referral_id = $1 and concat(m.content, a.subject, a.body) like '%' || $2 || '%'", referral, code));
        using var office = await given.OfficeAsync("llr");
        var shown = await office.GetStringAsync($"/api/referral-messages/{referral}");
        Assert.Contains(@"\u2022\u2022\u2022", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(code, shown, StringComparison.Ordinal);

        await session.SendAsync(("Code", code == "111111" ? "222222" : "111111"));
        Assert.Equal(1L, await given.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry where action = 'security.wrong-code' and subject = $1", referral));
    }

    [Fact]
    public async Task Five_wrong_codes_use_it_up_and_only_three_codes_are_sent_in_an_hour()
    {
        var reference = await ReferAsync();
        using var session = new FormVisit(given.Host);
        await AskAsync(session, reference, Proof("email"));
        var code = (await CodeAsync(reference))!;
        for (var tries = 0; tries < 5; tries++) await session.SendAsync(("Code", code == "111111" ? "222222" : "111111"));
        await session.SendAsync(("Code", code));
        Assert.Single(session.Errors);

        for (var asked = 0; asked < 5; asked++) await AskAsync(session, reference, Proof("email"));
        Assert.Equal(3, await given.Host.Database.ReadAsync<long>(
            "select count(*) from referrals.verified_session where referral_id = (select id from referrals.referral where reference = $1)", reference));
    }

    [Fact]
    public async Task A_code_of_another_browser_opens_nothing_here()
    {
        var reference = await ReferAsync();
        using var first = new FormVisit(given.Host);
        await AskAsync(first, reference, Proof("email"));
        using var second = new FormVisit(given.Host);
        await AskAsync(second, ReferralReference.Make(), Proof("email"));
        await second.SendAsync(("Code", (await CodeAsync(reference))!));
        Assert.Single(second.Errors);
    }

    [Fact]
    public async Task The_person_changes_how_they_are_reached_the_language_and_the_messages()
    {
        var reference = await ReferAsync();
        using var session = await OpenAsync(reference);
        await session.OpenAsync("/my-referral/contact");
        Assert.Equal("asha.patel@example.org", session.Value("Email"));
        Assert.Equal("07700 900123", session.Value("Phone"));
        await session.SendAsync(("Email", "new@example.org"), ("Phone", ""), ("Line1", "1 Sample Street"), ("Town", "Leicester"), ("Postcode", "le1 0za"));
        await ConfirmAsync(session, reference);
        Assert.Contains("We have changed how we reach you", session.Text("main"), StringComparison.Ordinal);
        Assert.Contains("new@example.org", session.Text("main"), StringComparison.Ordinal);

        await session.OpenAsync("/my-referral/language");
        await session.SendAsync(("Language", "gu"));
        await session.OpenAsync("/my-referral/messages");
        await session.SendAsync(("Stopped", "sms"), ("Stopped", "letter"));
        Assert.Contains("No text messages", session.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, await given.Host.Database.ReadAsync<long>(
            "select count(*) from people.person where email = 'new@example.org' and language = 'gu' and phone is null and stopped_channels @> " +
            "array['sms','letter'] and postcode = 'LE1 0ZA'"));

        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", ""), ("Phone", ""), ("Line1", ""), ("Town", ""), ("Postcode", ""));
        Assert.Equal(["Choose at least one way to reach you"], session.Errors);
    }

    [Fact]
    public async Task A_new_email_address_is_used_only_once_its_code_has_come_back()
    {
        var reference = await ReferAsync();
        using var session = await OpenAsync(reference);
        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", "slip@example.org"), ("Phone", "07700 900456"));
        Assert.Equal("/my-referral/confirm", session.At);
        Assert.Contains("slip@example.org", session.Text("main"), StringComparison.Ordinal);
        Assert.Equal("asha.patel@example.org|+447700900123", await ReachedAsync());
        var code = (await CodeAsync(reference))!;
        await session.SendAsync(("Code", code == "111111" ? "222222" : "111111"));
        Assert.Equal(["Check the code, or ask for a new one. It is not right, or it has run out"], session.Errors);

        // Another browser has no use for the code, and a late one none at all.
        given.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var other = await OpenAsync(reference);
        await other.OpenAsync("/my-referral/confirm");
        Assert.Equal("/my-referral/contact", other.At);
        given.Host.Clock.Advance(TimeSpan.FromMinutes(11));
        await session.SendAsync(("Code", code));
        Assert.Single(session.Errors);
        Assert.Equal("asha.patel@example.org|+447700900123", await ReachedAsync());

        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", "right@example.org"));
        await ConfirmAsync(session, reference);
        Assert.Equal("right@example.org|+447700900123", await ReachedAsync());
        // The code opens nothing twice.
        await session.OpenAsync("/my-referral/confirm");
        Assert.Equal("/my-referral/contact", session.At);

        await session.SendAsync(("Email", "third@example.org"));
        Assert.Equal("/my-referral/confirm", session.At);
        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", "fourth@example.org"));
        Assert.Equal(["Wait an hour, then open your referral again. We have sent several codes"], session.Errors);

        Task<string?> ReachedAsync() => given.Host.Database.ReadAsync<string>(
            "select p.email || '|' || p.phone from people.person p join referrals.referral r on r.person_id = p.id where r.reference = $1", reference);
    }

    [Fact]
    public async Task A_new_home_that_the_person_enters_in_another_area_is_a_task_to_decide_again()
    {
        var reference = await ReferAsync();
        using var session = await OpenAsync(reference);
        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Line1", "9 New Street"), ("Town", "Dudley DY1 0ZA"), ("Postcode", ""));
        Assert.Equal("/my-referral/status", session.At);
        Assert.Contains("Thrive into Work", await given.Host.Database.ReadAsync<string>(
            "select t.description from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code = 'home-moved'",
            reference), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_change_replaces_is_told_of_it_without_a_name_unless_that_is_stopped_or_not_safe()
    {
        var reference = await ReferAsync();
        using var session = await OpenAsync(reference);
        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", "Asha.Patel@example.org"), ("Phone", "07700 900456"));
        Assert.Equal("+447700900123", await ToldAsync(reference));
        var referral = await given.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        var told = (await given.Host.SentAsync(referral, "address-replaced"))!.Content!.Text;
        Assert.Contains("we were asked not to use this number any more.", told, StringComparison.Ordinal);
        // Leicester states no contact, so nobody is asked to get in touch.
        Assert.DoesNotContain("tell us", told, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, told, StringComparison.Ordinal);
        Assert.DoesNotContain("Asha", told, StringComparison.Ordinal);
        Assert.DoesNotContain("health", told, StringComparison.OrdinalIgnoreCase);
        // The changes are told apart by their times below.
        given.Host.Clock.Advance(TimeSpan.FromSeconds(1));

        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", "second@example.org"), ("Old", "unsafe"));
        await ConfirmAsync(session, reference);
        await session.OpenAsync("/my-referral/messages");
        await session.SendAsync(("Stopped", "sms"));
        await session.OpenAsync("/my-referral/contact");
        await session.SendAsync(("Email", "third@example.org"), ("Phone", ""));
        await ConfirmAsync(session, reference);
        Assert.Equal("+447700900123,second@example.org", await ToldAsync(reference));
        Assert.Equal("1,0,1", await given.Host.Database.ReadAsync<string>(
            "select string_agg(details->>'replacedTold', ',' order by at) from access.audit_entry where subject = $1", referral));
    }

    [Fact]
    public async Task The_person_withdraws_and_it_ends_at_once()
    {
        var reference = await ReferAsync();
        using var session = await OpenAsync(reference);
        await session.OpenAsync("/my-referral/withdraw");
        await session.SendAsync();
        Assert.Equal(["Choose yes or no"], session.Errors);
        await session.SendAsync(("Sure", "yes"));
        Assert.Contains("We have stopped your referral", session.Text(".nhsuk-notification-banner"), StringComparison.Ordinal);
        Assert.Contains("You have stopped this referral", session.Text("main"), StringComparison.Ordinal);
        // There is a way back.
        Assert.NotNull(session.Page.QuerySelector("main a[href='/refer/self?area=llr']"));
        Assert.Equal("withdrawn", await given.Host.Database.ReadAsync<string>("select end_reason from referrals.referral where reference = $1", reference));
    }

    [Fact]
    public async Task The_person_sees_who_looked_when_and_why_and_nobodys_name()
    {
        var reference = await ReferAsync();
        var referral = await given.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        using var session = await OpenAsync(reference);
        await session.OpenAsync("/my-referral/looked");
        Assert.Contains("Nobody has looked at your referral yet", session.Text("main"), StringComparison.Ordinal);

        var coach = await StaffMember.MakeAsync(given.Host, StaffRole.Coach);
        using var staff = coach.Visit(given.Host);
        await staff.OpenAsync($"/staff/areas/llr/offers/{referral:D}");
        using var office = await given.OfficeAsync("llr");
        Assert.True((await office.GetAsync($"/api/referrals/{reference}")).IsSuccessStatusCode);
        await ReferAsync();

        await session.OpenAsync("/my-referral/looked");
        var rows = session.Page.QuerySelectorAll("tbody tr").Select(
            row => string.Join(" ", row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Collection(
            rows,
            row => Assert.EndsWith("A computer system of the teamWhy To help with your referral", row, StringComparison.Ordinal),
            row => Assert.EndsWith("A work and health coach of the teamWhy To see if they can help you", row, StringComparison.Ordinal));
        Assert.DoesNotContain("Sähëlï", session.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telephone_numbers_are_shown_as_people_write_them()
    {
        using var session = await OpenAsync(await ReferAsync());
        Assert.Contains("07700 900123", session.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("+44", session.Text("main"), StringComparison.Ordinal);
    }

    private async Task ConfirmAsync(FormVisit session, string reference)
    {
        Assert.Equal("/my-referral/confirm", session.At);
        await session.SendAsync(("Code", (await CodeAsync(reference))!));
        Assert.Equal("/my-referral/status", session.At);
        given.Host.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<string?> ToldAsync(string reference) => given.Host.Database.ReadAsync<string>(
        "select string_agg(m.address, ',' order by m.address) from communications.message m join referrals.referral r on r.id = m.referral_id where " +
        "r.reference = $1 and m.type = 'address-replaced'", reference);

    private async Task<string> ReferAsync()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync();
        return session.Text(".nhsuk-panel strong");
    }

    private async Task<FormVisit> OpenAsync(string reference)
    {
        var session = new FormVisit(given.Host);
        await AskAsync(session, reference, Proof("birth-date"));
        await session.SendAsync(("Code", (await CodeAsync(reference))!));
        Assert.Equal("/my-referral/status", session.At);
        // Of two codes of the same moment nobody can say which is the newer.
        given.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        return session;
    }

    private static async Task AskAsync(FormVisit session, string reference, (string, string)[] proof)
    {
        await session.OpenAsync("/my-referral");
        await session.SendAsync([("Reference", reference.ToLowerInvariant()), .. proof]);
        Assert.Equal("/my-referral/code", session.At);
    }

    private async Task<string?> CodeAsync(string reference)
    {
        var referral = await given.Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        return await given.Host.SentAsync(referral, "one-time-code") is { } sent ? Regex.Match(sent.Content!.Text, "[0-9]{6}").Value : null;
    }

    private static (string, string)[] Proof(string proof) => proof switch
    {
        "birth-date" => [("Proof", proof), ("BornOn.Day", "27"), ("BornOn.Month", "03"), ("BornOn.Year", "1985")],
        "email" => [("Proof", proof), ("Email", "Asha.Patel@example.org")],
        _ => [("Proof", proof), ("Phone", "+44 7700 900123")],
    };

    private static string WithoutToken(FormVisit session)
    {
        var page = (IElement)session.Page.DocumentElement.Clone();
        foreach (var hidden in page.QuerySelectorAll("input[type=hidden]")) hidden.Remove();
        return page.OuterHtml;
    }
}
