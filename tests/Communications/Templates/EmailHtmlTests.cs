using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>The HTML of an e-mail: generated from its text, or hand-written within an allow-list.</summary>
public sealed class EmailHtmlTests
{
    [Theory]
    [InlineData("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>\n")]
    [InlineData("- a\n- b\n\nEnd", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>End</p>\n")]
    [InlineData("{{~ for item in reasons ~}}\n- {{ item }}\n{{~ end ~}}", "<ul>\n{{~ for item in reasons ~}}\n<li>{{ item }}</li>\n{{~ end ~}}\n</ul>\n")]
    [InlineData("{{~ if reasons ~}}\nWhy:\n\n{{~ for item in reasons ~}}\n- {{ item }}\n{{~ end ~}}\n{{~ end ~}}",
        "{{~ if reasons ~}}\n<p>Why:</p>\n<ul>\n{{~ for item in reasons ~}}\n<li>{{ item }}</li>\n{{~ end ~}}\n</ul>\n{{~ end ~}}\n")]
    [InlineData("{{~ if areaPhone ~}}\n- a\n{{~ else ~}}\n- b\n{{~ end ~}}\n- c",
        "<ul>\n{{~ if areaPhone ~}}\n<li>a</li>\n{{~ else ~}}\n<li>b</li>\n{{~ end ~}}\n<li>c</li>\n</ul>\n")]
    [InlineData("A & <b> {{ givenName }}", "<p>A &amp; &lt;b&gt; <bdi>{{ givenName }}</bdi></p>\n")]
    [InlineData("{{ if areaWeb }}See {{ areaWeb }}{{ end }}", "<p>{{ if areaWeb }}See <a href=\"{{ areaWeb }}\" dir=\"ltr\">{{ areaWeb }}</a>{{ end }}</p>\n")]
    [InlineData("No {{ reference }} on {{ receivedOn }}", "<p>No <bdi dir=\"ltr\">{{ reference }}</bdi> on {{ receivedOn }}</p>\n")]
    [InlineData("{{~## note ##~}}\nx", "<p>x</p>\n")]
    public void Text_becomes_plain_structure(string text, string html)
    {
        var (source, errors) = HtmlFromText.Make(TemplateReader.Read(text).Tokens, TemplateFields.Of(MessageTypes.Find("referral-needs-review")!));

        Assert.Empty(errors);
        Assert.Equal(html, source);
    }

    [Theory]
    [InlineData("<p>Hello <bdi>{{ givenName }}</bdi></p>\n<ul><li>x</li></ul>")]
    [InlineData("<p lang=\"en\" dir=\"ltr\">x<br/>y</p>")]
    [InlineData("{{ if areaWeb }}<a href=\"{{ areaWeb }}\">{{ areaWeb }}</a>{{ end }}")]
    [InlineData("{{ if areaEmail }}<a href=\"mailto:{{ areaEmail }}\">write</a>{{ end }}")]
    [InlineData("<a href=\"https://workwell.example/x\">x</a>")]
    public void Plain_structure_by_hand_is_accepted(string html) => Assert.Empty(ReadHtml(html));

    [Theory]
    [InlineData("<script>x</script>")]
    [InlineData("<p onclick=\"x\">x</p>")]
    [InlineData("<p style=\"color:red\">x</p>")]
    [InlineData("<img src=\"https://tracker.example\">")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"{{ givenName }}\">x</a>")]
    [InlineData("<a href=\"https://x.example/{{ reference }}\">x</a>")]
    [InlineData("<a href=javascript:x>x</a>")]
    [InlineData("<p {{ givenName }}>x</p>")]
    [InlineData("<p lang=\"{{ givenName }}\">x</p>")]
    [InlineData("<{{ givenName }}>x")]
    [InlineData("<!-- x --><p>x</p>")]
    [InlineData("<form action=\"https://x.example\">x</form>")]
    [InlineData("<p")]
    [InlineData("<style>p{}</style>")]
    public void Anything_that_could_do_something_is_refused(string html) => Assert.NotEmpty(ReadHtml(html));

    [Fact]
    public void A_hand_written_page_takes_the_place_of_the_one_made_from_the_text()
    {
        using var folder = new TextFolder();
        folder.AddShipped();
        folder.Write("national", "en", "coach-check-in.email.html.scriban", "<h2>Dear <bdi>{{ givenName }}</bdi></h2>\n");

        var rendered = Assert.IsType<RenderOutcome.Rendered>(Given.Renderer(folder.Library).Render(Given.Message("coach-check-in"))).Message;

        Assert.Contains("<h2>Dear <bdi>Amira</bdi></h2>", rendered.Html, StringComparison.Ordinal);
        Assert.Contains(">How are you getting on?</h1>", rendered.Html, StringComparison.Ordinal);
        Assert.StartsWith("Hello Amira,", rendered.Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<TextValidationError> ReadHtml(string html) => TemplateFile.Read("referral-needs-review.email.html", html + "\n").Errors;
}
