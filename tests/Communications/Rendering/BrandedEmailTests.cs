using System.Net;
using System.Text.RegularExpressions;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>An e-mail comes in the area's name, and what the reader can do is a button with the address in full.</summary>
public sealed partial class BrandedEmailTests
{
    public static TheoryData<string, string> Every()
    {
        var every = new TheoryData<string, string>();
        foreach (var type in MessageTypes.All.Where(type => type.Channels.Contains(Channel.Email)))
            foreach (var language in new[] { "en", "gu", "ar" }) every.Add(type.Code, language);
        return every;
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void An_email_shows_the_areas_name_first_and_each_action_as_a_button_with_its_address(string type, string language)
    {
        var mail = Render(type, language);

        var html = mail.Html!;
        var body = html[html.IndexOf("<body>", StringComparison.Ordinal)..];
        Assert.Equal(Given.Area.ServiceName, Band().Match(body).Groups["words"].Value);
        Assert.Contains($"<div role=\"article\" lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\"", body, StringComparison.Ordinal);
        var buttons = Button().Matches(body);
        foreach (var link in ActionsIn(type).Where(link => mail.Text.Contains(link, StringComparison.Ordinal)))
        {
            var button = Assert.Single(buttons, button => WebUtility.HtmlDecode(button.Groups["link"].Value) == link);
            Assert.InRange(button.Groups["words"].Value.Length, 5, 60);
            Assert.Equal(link, WebUtility.HtmlDecode(button.Groups["shown"].Value));
        }
        if (MessageTypes.Find(type)!.Fields.Any(field => field.IsAction)) Assert.NotEmpty(buttons);
    }

    // What loads from elsewhere tells its owner that the message was read, and half a pair of colours cannot be read in dark mode.
    [Theory]
    [MemberData(nameof(Every))]
    public void An_email_loads_nothing_and_sets_no_colour_without_its_background(string type, string language)
    {
        var html = Render(type, language).Html!;

        Assert.DoesNotMatch("<(img|link|script|iframe|object|style)|url\\(|@import|src=", html);
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", html, StringComparison.Ordinal);
        foreach (Match style in Style().Matches(html))
            Assert.Equal(Colour().IsMatch(style.Value), style.Value.Contains("background-color:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_cannot_write_html_into_the_band()
    {
        var area = Given.Area with { ServiceName = "WorkWell <b>\"Léicester\" & co</b>" };

        var html = Assert.IsType<RenderOutcome.Rendered>(Given.Renderer(area: area).Render(Given.Message("coach-check-in", "en", Channel.Email))).Message.Html!;

        Assert.Contains("<bdi>WorkWell &lt;b&gt;&quot;Léicester&quot; &amp; co&lt;/b&gt;</bdi>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public async Task It_arrives_through_a_mail_server_as_it_was_written_in_words_alone_and_as_a_page(string language)
    {
        await using var server = LocalMailServer.Start();
        using var smtp = new SmtpTransport(
            new MailOptions { From = "hello@workwell.example.org", Host = IPAddress.Loopback.ToString(), Port = server.Port, IsEncrypted = false },
            TimeProvider.System);
        var written = Render("save-and-return-link", language);
        var message = new OutgoingMessage
        {
            Reference = new MessageReference("llr", MessageId.For("llr", "R/branded/1")), Words = written, SenderName = Given.Area.ServiceName,
        };

        Assert.IsType<SendResult.Accepted>(await smtp.SendAsync(message, TestContext.Current.CancellationToken));

        var mail = Assert.Single(server.Received);
        Assert.Equal((written.Subject, written.Text, language), (mail.Subject, mail.Text, mail.Header("Content-Language")));
        Assert.Equal(written.Html!.TrimEnd(), mail.Html!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("multipart/alternative", mail.Header("Content-Type")!.Split(';')[0]);
        Assert.Contains("https://workwell.example/go-on/7k3m", mail.Text, StringComparison.Ordinal);
        Assert.Contains(Given.Area.ServiceName, mail.Header("From"), StringComparison.Ordinal);
    }

    private static RenderedMessage Render(string type, string language) =>
        Assert.IsType<RenderOutcome.Rendered>(Given.Renderer().Render(Given.Message(type, language, Channel.Email))).Message;

    private static IEnumerable<string> ActionsIn(string type) =>
        MessageTypes.Find(type)!.Fields.Where(field => field.IsAction).Select(field => field.Sample)
            .Concat(["https://workwell.example/my-referral", "https://workwell.example/areas/test"]);

    [GeneratedRegex("<p style=\"[^\"]+\"><bdi>(?<words>[^<]+)</bdi></p>\n<h1")]
    private static partial Regex Band();

    [GeneratedRegex("<p><a href=\"(?<link>[^\"]+)\" style=\"[^\"]+\">(?<words>[^<:]+)</a><br>\n<bdi dir=\"ltr\">(?<shown>[^<]+)</bdi></p>")]
    private static partial Regex Button();

    [GeneratedRegex("style=\"[^\"]*\"")]
    private static partial Regex Style();

    [GeneratedRegex("[;\"]color:")]
    private static partial Regex Colour();
}
