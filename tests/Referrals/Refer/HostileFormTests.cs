using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Every page of the form with whatever can be put into a field: it is taken as words or refused in words, never more.</summary>
public sealed class HostileFormTests(OneDoor given) : IClassFixture<OneDoor>
{
    private static readonly string[] Hostile =
    [
        new('a', 10_000), "a\0b", "\u0007\u001b[31m", "😊🏳️‍🌈", "\u202Eevil\u202C", "<script>alert(1)</script>", "'; drop table referrals.referral; --",
        "{{constructor}}", "%s%n", "\uD800",
        "a\r\nSet-Cookie: x=y", "../../etc/passwd", "-1", "99999999999999999999", "٣", "none,none",
        "J\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    ];

    [Theory]
    [InlineData("en", "dudley", "DY1 0ZA")]
    [InlineData("gu", "bsol", "B34 0ZA")]
    [InlineData("ar", "swl", "CR0 0ZA")]
    public async Task Whatever_is_put_into_a_field_is_taken_as_words_or_refused_in_words(string language, string area, string postcode)
    {
        using var session = new FormVisit(given.Host, language);
        (string, (string, string)[])[] own = [("place", [("Way", "postcode"), ("Postcode", postcode)]), ("situation", [("Situation", "out-of-work")])];
        await session.FillAsync("place", area: area);
        while (session.At is var address && !address.EndsWith("/check-answers", StringComparison.Ordinal))
        {
            var step = address["/refer/self/".Length..];
            foreach (var hostile in Hostile) await TryAsync(session, address, hostile);
            await session.OpenAsync(address);
            // What was taken has been taken: the page is answered again, and from there the form goes on.
            Assert.Equal(address, session.At);
            await session.SendAsync(own.FirstOrDefault(one => one.Item1 == step).Item2 ?? FormAnswers.Usual[step]);
            Assert.NotEqual(address, session.At);
        }
        await session.SendAsync();
        Assert.Equal("/refer/self/done", session.At);
    }

    [Theory]
    [InlineData("ar", "employer", 4)]
    [InlineData("gu", "primary-care", 8)]
    public async Task What_only_referrers_are_asked_holds_too(string language, string referralSource, int pages)
    {
        using var session = new FormVisit(given.Host, language);
        await session.FillAsync("place", referralSource: referralSource);
        var tried = 0;
        while (session.At is var address && !address.EndsWith("/check-answers", StringComparison.Ordinal))
        {
            var step = address[$"/refer/{referralSource}/".Length..];
            if (ReferralFlow.All.Single(question => question.Key == step).ReferralSources.Count > 0)
            {
                tried++;
                foreach (var hostile in Hostile) await TryAsync(session, address, hostile);
                await session.OpenAsync(address);
            }
            await session.SendAsync(FormAnswers.Usual[step]);
            Assert.NotEqual(address, session.At);
        }
        Assert.Equal(pages, tried);
        await session.SendAsync();
        Assert.Equal($"/refer/{referralSource}/done", session.At);
    }

    private static async Task TryAsync(FormVisit session, string address, string hostile)
    {
        await session.OpenAsync(address);
        Assert.True(session.At == address, $"{address} was left for {session.At} before {hostile[..Math.Min(20, hostile.Length)]}.");
        var names = session.Page.QuerySelectorAll<IHtmlElement>("#answers input:not([type=hidden]), #answers textarea")
            .Select(field => field.GetAttribute("name")!).Distinct();
        await session.SendAsync([.. names.Select(name => (name, hostile))]);
        var status = (int)session.Response.StatusCode;
        Assert.True(status is 200 or 400, $"{address}: {status} after {hostile[..Math.Min(20, hostile.Length)]}");
        Assert.Empty(session.Page.QuerySelectorAll("main script, main img"));
        Assert.False(session.Response.Headers.Contains("X-Injected") || session.Cookies.GetAllCookies().Any(cookie => cookie.Name == "x"));
        // A list of practices that were found is an answer too.
        var isShownAgain = session.At == address && session.Page.QuerySelector("#answers input:not([type=hidden]), #answers textarea") is not null
            && session.Page.QuerySelector("[name=Shown]") is null;
        Assert.False(isShownAgain && !session.Errors.Any(),
            $"{address} was shown again and does not say why, after {hostile[..Math.Min(20, hostile.Length)]}.");
    }
}
