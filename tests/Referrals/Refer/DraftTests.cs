using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>A form that is being filled in: nothing typed is lost, nothing is sent twice, and nothing stays.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        host = await RunningHost.StartAsync(database: database);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Two_open_tabs_lose_nothing_of_each_other()
    {
        using var first = new FormVisit(host);
        await first.FillAsync("safe-times");
        using var second = new FormVisit(host, first);
        await second.OpenAsync("/refer/self/name");
        await Task.WhenAll(first.SendAsync(("Times", "After six")), second.SendAsync(("GivenName", "Aisha")));

        await first.OpenAsync("/refer/self/name");
        Assert.Equal("Aisha", first.Value("GivenName"));
        await first.OpenAsync("/refer/self/safe-times");
        Assert.Equal("After six", first.Text("textarea"));
    }

    [Fact]
    public async Task Twenty_answers_at_once_are_all_kept()
    {
        var drafts = host.Services.GetRequiredService<DraftStore>();
        var key = await drafts.StartAsync(ReferralSource.Self, "national", new(), default);
        var questions = Enumerable.Range(1, 20).Select(number => $"question-{number}").ToArray();
        await Task.WhenAll(questions.Select(
            question => Task.Run(() => drafts.AnswerAsync(ReferralSource.Self, key, draft => draft with { Answers = draft.Answers.With(question) }, default))));
        Assert.Equal(questions.Order(), (await drafts.FindAsync(ReferralSource.Self, key, default))!.Answers.Answered.Order());
    }

    [Fact]
    public async Task Sent_from_two_tabs_at_once_it_is_one_referral()
    {
        using var first = new FormVisit(host);
        await first.FillAsync("check-answers");
        using var second = new FormVisit(host, first);
        await second.OpenAsync("/refer/self/check-answers");
        await Task.WhenAll(first.SendAsync(), second.SendAsync());

        Assert.Equal((first.At, first.Text(".nhsuk-panel strong")), (second.At, second.Text(".nhsuk-panel strong")));
        Assert.Equal(1, await database.ReadAsync<long>("select count(*) from referrals.referral"));
        Assert.Equal("{}", await database.ReadAsync<string>("select answers::text from referrals.draft"));
    }

    [Fact]
    public async Task A_restart_of_the_host_loses_nothing()
    {
        using var session = new FormVisit(host);
        await session.FillAsync("contact");
        await using var another = await RunningHost.StartAsync(database: database);
        using var later = new FormVisit(another, session);
        await later.OpenAsync("/refer/self/name");
        Assert.Equal("Asha", later.Value("GivenName"));
        await later.OpenAsync("/refer/self/contact");
        await later.GoOnAsync();
        Assert.Equal("/refer/self/done", later.At);
    }

    [Fact]
    public async Task A_form_that_was_left_too_long_is_gone_says_so_and_shows_nothing()
    {
        using var session = new FormVisit(host);
        await session.FillAsync("contact");
        host.Clock.Advance(TimeSpan.FromHours(25));
        await session.SendAsync(FormAnswers.Usual["contact"]);
        Assert.Equal("/refer/self/expired", session.At);
        Assert.Equal("Your form is no longer here", session.Heading);
        Assert.DoesNotContain("Asha", session.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        await host.Services.GetRequiredService<ForgetExpiredDrafts>().RunAsync(default);
        Assert.Equal(0, await database.ReadAsync<long>("select count(*) from referrals.draft"));
        await session.FillAsync();
        Assert.Equal("/refer/self/done", session.At);
    }

    [Fact]
    public async Task Only_a_hash_of_the_browsers_key_is_kept_and_the_cookie_is_strict()
    {
        using var session = new FormVisit(host);
        await session.FillAsync("place");
        var cookie = Assert.Single(
            session.Cookies.GetCookies(new Uri(host.Client.BaseAddress!, "/refer/self/place")), cookie => cookie.Name == "workwell-referral-self");
        Assert.True(cookie.HttpOnly);
        Assert.Equal("/", cookie.Path);
        Assert.Equal(0, await database.ReadAsync<long>("select count(*) from referrals.draft d where d::text like '%' || $1 || '%'", cookie.Value));
    }

    [Fact]
    public async Task Somebody_elses_key_and_a_made_up_one_open_nothing()
    {
        using var session = new FormVisit(host);
        await session.FillAsync("name");
        foreach (var key in new[] { OpaqueKey.Make(), "", "x", new string('a', 3000) })
        {
            using var other = new FormVisit(host);
            other.Cookies.Add(new Uri(host.Client.BaseAddress!, "/refer/self"), new System.Net.Cookie("workwell-referral-self", key, "/"));
            await other.OpenAsync("/refer/self/name");
            Assert.Contains(other.At, new[] { "/refer/self/expired", "/refer/self" });
        }
    }
}
