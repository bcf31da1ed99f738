using System.Text;
using WorkWell.Communications.Rendering;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>Whatever is typed as a name appears in messages as plain text.</summary>
public sealed class HostileValuesTests
{
    private static readonly MessageRenderer Renderer = Given.Renderer();

    public static TheoryData<string> Names => new(
        "{{reference}}", "{{ reference }}", "{{~ for item in reasons ~}}{{ item }}{{~ end ~}}", "{%{ {{reference}} }%}", "{{{serviceName}}}", "}}",
        "((reference))", "(((reference)))", "[Click](https://evil.example)", "https://evil.example/pay",
        "www.evil.example", "evil.example", "a@evil.example", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"x",
        "O'Neill & Sons", "Amira\r\nBcc: all@people.example",
        "Amira\n\n- item", "Amira\u2028second line", "Amira\u0085x", "Amira\0", "\u202Eevil\u202C", "\u2069\u2069x", "Zoë\u200B", "\uD800", "A\uDC00B",
        "👩🏽‍💼", "ક્ષિતિજ", "عائشة", "Nguye\u0302\u0303n",
        new string('x', 10_000), string.Concat(Enumerable.Repeat("👍", 5_000)), "\u0001\u0002\u0003", "Señor Ñandú", "   ");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_cannot_add_lines_links_tags_headers_or_fields(string name)
    {
        foreach (var language in new[] { "en", "gu", "ar" })
        {
            foreach (var channel in Enum.GetValues<Channel>())
            {
                var plain = Rendered("Amira", language, channel);
                var hostile = Rendered(name, language, channel);

                Assert.Equal(plain.Text.Count(c => c == '\n'), hostile.Text.Count(c => c == '\n'));
                Assert.Equal(plain.Html?.Count(c => c == '<'), hostile.Html?.Count(c => c == '<'));
                Assert.Equal(plain.Html?.Split("href=").Length, hostile.Html?.Split("href=").Length);
                Assert.False(hostile.Subject is { } subject && subject.Any(char.IsControl));
                Assert.True(hostile.Text.IsNormalized(NormalizationForm.FormC));
                Assert.DoesNotContain("((", hostile.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("](", hostile.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("://evil", hostile.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("evil.example", hostile.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("@evil", hostile.Text, StringComparison.Ordinal);
                Assert.DoesNotContain('\u202E', hostile.Text);
                Assert.Equal(hostile.Text.Count(c => c is '\u2066' or '\u2067' or '\u2068'), hostile.Text.Count(c => c == '\u2069'));
                Assert.Equal(hostile.Text, Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(hostile.Text)));
                Assert.True(hostile.Text.Length < plain.Text.Length + 400);
                Assert.DoesNotContain('\n', hostile.ToName ?? "");
            }
        }
    }

    [Fact]
    public void A_value_that_looks_like_a_template_is_shown_as_it_was_typed()
    {
        var rendered = Asked("{{reference}}");
        Assert.Contains("We are asking {{reference}} to", rendered.Text, StringComparison.Ordinal);
        Assert.Contains("{{reference}}</bdi>", rendered.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_is_escaped_and_plain_text_is_not()
    {
        var rendered = Asked("<b>O'Neill & \"Sons\"</b>");

        Assert.Contains("We are asking <b>O'Neill & \"Sons\"</b> to", rendered.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;O&#39;Neill &amp; &quot;Sons&quot;&lt;/b&gt;", rendered.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ring 09061234567 today or lose your payment")]
    [InlineData("Call your bank today or lose your payment")]
    [InlineData("evil.com")]
    [InlineData("evil。com")]
    [InlineData("evil．com")]
    [InlineData("evil｡com")]
    [InlineData("evil․com")]
    [InlineData("a@evil")]
    [InlineData("a＠evil")]
    [InlineData("evil/pay")]
    [InlineData("evil⁄pay")]
    [InlineData("evil:80")]
    [InlineData("+1 900 555")]
    [InlineData("٠٩٠٦١٢٣")]
    public void Nobody_is_greeted_by_what_is_no_name(string typed)
    {
        foreach (var (language, greeting) in new[] { ("en", "Hello,"), ("gu", "પ્રિય,"), ("ar", "مرحبًا،") })
        {
            var rendered = Rendered(typed, language, Channel.Email);
            Assert.StartsWith(greeting, rendered.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(typed, rendered.Html, StringComparison.Ordinal);
            Assert.Null(rendered.ToName);
        }
    }

    [Theory]
    [InlineData("Anne-Marie")]
    [InlineData("O’Neill")]
    [InlineData("J. P.")]
    [InlineData("St. John")]
    [InlineData("Mohammed Abdul Rahman")]
    [InlineData("ક્ષિતિજ")]
    [InlineData("D'Arcy")]
    public void Everybody_is_greeted_by_what_is_a_name(string name) =>
        Assert.Contains(name, Rendered(name, "en", Channel.Email).Text, StringComparison.Ordinal);

    [Fact]
    public void Names_that_run_the_other_way_are_fenced_off_and_others_are_left_alone()
    {
        Assert.StartsWith("Hello \u2068عائشة\u2069,", Rendered("عائشة", "en", Channel.Email).Text, StringComparison.Ordinal);
        Assert.StartsWith("Hello Amira,", Rendered("Amira", "en", Channel.Email).Text, StringComparison.Ordinal);
        Assert.StartsWith("مرحبًا \u2068Amira\u2069،", Rendered("Amira", "ar", Channel.Email).Text, StringComparison.Ordinal);
        Assert.Contains("\u2066WW-7K3M-P9QX\u2069", Rendered("Amira", "ar", Channel.Email).Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2068', Rendered("عائشة", "ar", Channel.Email).Html!);
    }

    [Fact]
    public void A_subject_holds_values_on_one_line()
    {
        var message = Given.Message("offer-nudge");
        var rendered = Message(message with { Fields = new Dictionary<string, string>(message.Fields) { ["reference"] = "WW-1\r\nBcc: all@people.example" } });

        Assert.Equal("Can you take on referral WW-1 Bcc: all@people.example?", rendered.Subject);
    }

    [Theory]
    [InlineData("link", "javascript:alert(1)")]
    [InlineData("link", "http://elsewhere.example")]
    [InlineData("link", "https://")]
    [InlineData("link", "https://user@evil.example")]
    [InlineData("link", "https://a.example/\" onclick=\"x")]
    [InlineData("link", "https://a.example/x y")]
    [InlineData("after", "13 weeks")]
    [InlineData("after", "P13")]
    public void A_value_that_is_not_of_its_kind_stops_the_message(string field, string value)
    {
        var message = Given.Message("outcome-question");
        var outcome = Renderer.Render(message with { Fields = new Dictionary<string, string>(message.Fields) { [field] = value } });

        Assert.Equal("communications.bad-field", Assert.IsType<RenderOutcome.Failed>(outcome).Problem.Code);
    }

    [Fact]
    public void A_message_without_a_field_it_needs_is_stopped_and_says_which()
    {
        var problem = Assert.IsType<RenderOutcome.Failed>(
            Renderer.Render(Given.Message("outcome-question") with { Fields = new Dictionary<string, string> { ["reference"] = "WW-1" } })).Problem;

        Assert.Equal("communications.missing-field", problem.Code);
        Assert.Contains("'after'", problem.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-type", "test", "communications.unknown-type")]
    [InlineData("coach-check-in", "nowhere", "communications.area-not-ready")]
    public void A_message_nobody_can_write_says_why(string type, string area, string code)
    {
        Assert.Equal(code, Assert.IsType<RenderOutcome.Failed>(
            Renderer.Render(Given.Message("coach-check-in") with { Type = type, Area = area })).Problem.Code);
    }

    private static RenderedMessage Rendered(string name, string language, Channel channel)
    {
        var message = Given.Message("referral-received-eligible", language, channel);
        return Message(message with { Card = message.Card! with { GivenName = name, FullName = name } });
    }

    private static RenderedMessage Asked(string organisation)
    {
        var message = Given.Message("referral-received-eligible");
        return Message(message with { Fields = new Dictionary<string, string>(message.Fields) { ["organisation"] = organisation } });
    }

    private static RenderedMessage Message(MessageToRender message) =>
        Renderer.Render(message) is RenderOutcome.Rendered rendered ? rendered.Message
        : throw new InvalidOperationException(Renderer.Render(message).ToString());
}
