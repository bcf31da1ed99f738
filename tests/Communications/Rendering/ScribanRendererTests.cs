using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>A message over a limit is refused, never truncated.</summary>
public sealed class ScribanRendererTests
{
    private static readonly TemplateFields Fields = TemplateFields.Of(MessageTypes.Find("referral-needs-review")!);

    [Theory]
    [InlineData(RenderLimits.Output, true)]
    [InlineData(RenderLimits.Output + 1, false)]
    [InlineData(RenderLimits.Output * 3, false)]
    public void A_text_over_its_length_is_refused_and_never_cut(int length, bool isRendered)
    {
        var values = Values(("givenName", new string('x', length)));

        if (isRendered) Assert.Equal(length, Render("{{ givenName }}", values).Length);
        else Assert.Contains("limit for length", Assert.Throws<RenderRefusedException>(() => Render("{{ givenName }}", values)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_rounds_than_all_lists_together_may_have_are_refused()
    {
        var values = Values();
        values.Set("reasons", [.. Enumerable.Repeat("x", RenderLimits.Loops)]);
        Assert.Equal(RenderLimits.Loops, Render("{{ for item in reasons }}{{ item }}{{ end }}", values).Length);

        values.Set("reasons", [.. Enumerable.Repeat("x", RenderLimits.Loops + 1)]);
        Assert.Contains("iteration limit", Assert.Throws<RenderRefusedException>(() => Render("{{ for item in reasons }}{{ item }}{{ end }}", values)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_message_was_not_given_is_refused_and_never_left_out()
    {
        Assert.Contains("givenName", Assert.Throws<RenderRefusedException>(() => Render("Hello {{ givenName }}", Values())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_empty_is_not_there()
    {
        var values = Values(("areaPhone", ""));
        values.Set("reasons", Array.Empty<string>());

        Assert.Equal("no phone, no reasons",
            Render("{{ if areaPhone }}phone{{ else }}no phone{{ end }}, {{ if !reasons }}no reasons{{ end }}{{ for item in reasons }}x{{ end }}", values));
    }

    [Fact]
    public void Every_value_is_escaped_in_html_and_the_template_itself_is_not()
    {
        var values = Values(("givenName", "<b>O'Neill & \"Sons\"</b>"));
        values.Set("reasons", ["<i>"]);

        Assert.Equal("<p>&lt;b&gt;O&#39;Neill &amp; &quot;Sons&quot;&lt;/b&gt; &lt;i&gt;</p>",
            Render("<p>{{ givenName }} {{ for item in reasons }}{{ item }}{{ end }}</p>", values, escapesHtml: true));
        Assert.Equal("<p><b>O'Neill & \"Sons\"</b></p>", Render("<p>{{ givenName }}</p>", values));
    }

    [Fact]
    public void Only_text_is_ever_written()
    {
        var values = Values();
        values.Set("reasons", ["x"]);

        Assert.Contains("only text", Assert.Throws<RenderRefusedException>(() => Render("{{ reasons }}", values)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_message_leaves_nothing_to_the_next()
    {
        var renderer = new ScribanRenderer();
        Assert.Equal("Hello Amira", renderer.Render(Parse("Hello {{ givenName }}"), Values(("givenName", "Amira"))));

        Assert.Throws<RenderRefusedException>(() => renderer.Render(Parse("Hello {{ givenName }}{{ fullName }}"), Values(("givenName", "Amira"))));

        Assert.Equal("Bye Ravi", renderer.Render(Parse("Bye {{ givenName }}"), Values(("givenName", "Ravi"))));
    }

    private static string Render(string source, TemplateValues values, bool escapesHtml = false) =>
        new ScribanRenderer().Render(Parse(source), values, escapesHtml);

    private static TemplateScript Parse(string source) => TemplateScript.Parse(source, Fields).Script ?? throw new InvalidOperationException(source);

    private static TemplateValues Values(params (string Name, string Value)[] texts)
    {
        var values = new TemplateValues(texts.Length + 1);
        foreach (var (name, value) in texts) values.Set(name, value);
        return values;
    }
}
