using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>A month as a word, at every way in; and one name alone.</summary>
public sealed class DatesInWordsTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("27 March 1985")]
    [InlineData("૨૭ માર્ચ ૧૯૮૫")]
    [InlineData("٢٧ آذار ١٩٨٥")]
    public async Task The_JSON_and_the_file_take_a_date_in_words(string text)
    {
        var json = OneDoor.Good();
        (json["person"]!["bornOn"], json["person"]!["familyName"]) = (text, FamilyNames.Next());
        Assert.Equal("1985-03-27", await BornOnAsync((await one.ReferAsync(json)).GetProperty("reference").GetString()!));

        var (secret, _) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"dates-{Guid.NewGuid():n}", Areas = ["*"], Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(30) }, default);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer/bulk")
        {
            Content = new ByteArrayContent(new BulkFileBuilder().Row(("date_of_birth", text), ("family_name", "InWords")).Bytes())
            {
                Headers = { ContentType = new("text/csv") },
            },
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
        };
        var answer = JsonElement.Parse(await (await one.Host.Client.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.Equal(1, answer.GetProperty("received").GetInt32());
        Assert.Equal("1985-03-27", await one.Host.Database.ReadAsync<string>("select max(born_on)::text from people.person where family_name = 'InWords'"));
    }

    [Theory]
    [InlineData("27", "March", "1985")]
    [InlineData("૨૭", "માર્ચ", "૧૯૮૫")]
    [InlineData("٢٧", "مارس", "١٩٨٥")]
    [InlineData("27 March 1985", "", "")]
    [InlineData("27 March", "", "1985")]
    public async Task The_form_takes_a_month_as_a_word(string day, string month, string year)
    {
        using var session = new FormVisit(one.Host);
        await session.FillAsync("birth-date");
        await session.SendAsync(("BornOn.Day", day), ("BornOn.Month", month), ("BornOn.Year", year));
        Assert.Empty(session.Errors);
        await session.OpenAsync("/refer/self/birth-date");
        Assert.Equal(("27", "3", "1985"), (Box(session, "Day"), Box(session, "Month"), Box(session, "Year")));
    }

    [Theory]
    [InlineData("27", "Marz", "1985")]
    [InlineData("27", "13", "1985")]
    [InlineData("27 Marz 1985", "", "")]
    public async Task A_month_that_is_none_is_asked_again(string day, string month, string year)
    {
        using var session = new FormVisit(one.Host);
        await session.FillAsync("birth-date");
        await session.SendAsync(("BornOn.Day", day), ("BornOn.Month", month), ("BornOn.Year", year));
        Assert.Single(session.Errors);
    }

    [Theory]
    [InlineData("self", "Check the date. Write the day when you were born: it is before today")]
    [InlineData("jobcentre", "Check the date. Write the day when the person was born: it is before today")]
    public async Task Nobody_was_born_today(string referralSource, string says)
    {
        var today = LondonTime.DateOf(one.Host.Clock.GetUtcNow());
        using var session = new FormVisit(one.Host);
        await session.FillAsync("birth-date", referralSource);
        await SendAsync(today);
        Assert.Equal([says], session.Errors);
        await SendAsync(today.AddDays(-1));
        Assert.Empty(session.Errors);

        Task SendAsync(DateOnly day) => session.SendAsync(
            ("BornOn.Day", $"{day.Day}"), ("BornOn.Month", $"{day.Month}"), ("BornOn.Year", $"{day.Year}"));
    }

    [Theory]
    [InlineData("03/27/1985")]
    [InlineData("27/03/1985")]
    [InlineData("March 1985")]
    public async Task JSON_refuses_a_date_that_could_mean_two(string text)
    {
        var json = OneDoor.Good();
        json["person"]!["bornOn"] = text;
        await OneDoor.ProblemAsync(await one.PostAsync(json), 400, "referrals.check-fields");
    }

    [Theory]
    [InlineData("Suharto", null)]
    [InlineData(null, "Suharto")]
    [InlineData("Suharto", "")]
    public async Task A_single_name_is_greeted_without_a_space_behind_it(string? given, string? family)
    {
        var json = OneDoor.Good();
        (json["person"]!["givenName"], json["person"]!["familyName"], json["person"]!["email"], json["person"]!["phone"]) = (given, family, null, null);
        json["person"]!["addressLines"] = new System.Text.Json.Nodes.JsonArray("1 Example Street", "Leicester");
        var contact = json["person"]!["contact"]?.AsObject();
        if (contact is not null) (contact["preferred"], contact["stopped"]) = (null, null);
        contact?.Remove("stopped");
        var reference = (await one.ReferAsync(json)).GetProperty("reference").GetString()!;
        await one.Host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        var text = await one.Host.Database.ReadAsync<string>(
            "select a.body from communications.attempt a join communications.message m on m.area = a.area and m.id = a.message_id join referrals.referral r " +
            "on r.id = m.referral_id where r.reference = $1 and m.channel = 'letter'", reference);
        Assert.Contains("Dear Suharto,", text, StringComparison.Ordinal);
    }

    private static string Box(FormVisit session, string part) => session.Page.QuerySelector($"input[name='BornOn.{part}']")!.GetAttribute("value")!;

    private Task<string?> BornOnAsync(string reference) => one.Host.Database.ReadAsync<string>(
        "select p.born_on::text from people.person p join referrals.referral r on r.person_id = p.id where r.reference = $1", reference);
}
