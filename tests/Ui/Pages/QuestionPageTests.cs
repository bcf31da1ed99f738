using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Pages;

public sealed class QuestionPageTests(OpenGallery gallery) : IClassFixture<OpenGallery>
{
    [Fact]
    public async Task A_field_its_hint_and_its_error_are_tied_together()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts/question");
        await visit.SendAsync(("FullName", ""));

        var input = visit.Page.QuerySelector("input[name=FullName]")!;
        Assert.Equal("What is your full name?", visit.Text($"label[for={input.Id}]"));
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => visit.Page.GetElementById(id)!.TextContent.Trim());
        Assert.Equal(["Write it as it is on your letters.", "Error: Write your full name"], described);
    }

    [Fact]
    public async Task What_is_wrong_stands_above_the_form_in_the_readers_language_with_a_link_and_the_focus()
    {
        using var visit = new Visit(gallery.Host, acceptLanguage: "gu-IN,en;q=0.5");
        await visit.OpenAsync("/ui/parts/question");
        await visit.SendAsync(("FullName", "   "));

        var summary = visit.Page.QuerySelector(".nhsuk-error-summary")!;
        Assert.Equal("કંઈક સુધારવાની જરૂર છે", visit.Text(".nhsuk-error-summary__heading"));
        var link = summary.QuerySelector("a")!;
        Assert.Equal("તમારું પૂરું નામ લખો", link.TextContent.Trim());
        Assert.NotNull(visit.Page.GetElementById(link.GetAttribute("href")![1..]));
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal("-1", summary.GetAttribute("tabindex"));
        Assert.StartsWith("ભૂલ: ", visit.Page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_kept_when_one_of_them_is_wrong()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts");
        await visit.SendAsync(("FullName", ""), ("Story", "<b>Stairs</b> & lifts"), ("Contact", "letter"), ("Help", "job"), ("Help", "money"),
            ("BornOn.Day", "31"), ("BornOn.Month", "2"), ("BornOn.Year", "1985"));

        Assert.Equal("<b>Stairs</b> & lifts", visit.Page.QuerySelector("textarea[name=Story]")!.TextContent);
        Assert.Equal("letter", visit.Page.QuerySelector("input[name=Contact][checked]")!.GetAttribute("value"));
        Assert.Equal(["job", "money"], visit.Page.QuerySelectorAll("input[name=Help][checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal("31", visit.Page.QuerySelector("input[name='BornOn.Day']")!.GetAttribute("value"));
        Assert.Equal(["#FullName", "#BornOn-day"], visit.Page.QuerySelectorAll(".nhsuk-error-summary a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("", "3", "1985", "#BornOn-day", "Write the day as a number, such as 27")]
    [InlineData("27", "13", "1985", "#BornOn-month", "Write the month as a number or a word, such as 3 or March")]
    [InlineData("27", "3", "85", "#BornOn-year", "Write the year with 4 numbers, such as 1985")]
    [InlineData("31", "4", "1985", "#BornOn-day", "Check the date: there is no such day. Write one such as 27 March 1985")]
    [InlineData("", "", "", "#BornOn-day", "Write your date of birth")]
    public async Task A_wrong_date_says_which_box_to_mend(string day, string month, string year, string href, string says)
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts");
        await visit.SendAsync(("FullName", "Asha Patel"), ("Contact", "email"), ("BornOn.Day", day), ("BornOn.Month", month), ("BornOn.Year", year));

        var link = Assert.Single(visit.Page.QuerySelectorAll(".nhsuk-error-summary a"));
        Assert.Equal((href, says), (link.GetAttribute("href"), link.TextContent.Trim()));
        Assert.NotNull(visit.Page.QuerySelector(href));
    }

    [Fact]
    public async Task A_date_may_be_typed_in_digits_of_another_script()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts");
        await visit.SendAsync(("FullName", "Asha Patel"), ("Contact", "email"), ("BornOn.Day", "٢٧"), ("BornOn.Month", "૩"), ("BornOn.Year", "١٩٨٥"));
        Assert.Empty(visit.Page.QuerySelectorAll(".nhsuk-error-summary"));
    }

    [Fact]
    public async Task Changing_the_language_keeps_what_was_typed_and_complains_of_nothing()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts");
        await visit.SendAsync(("lang", "ar"), ("FullName", "Asha Patel"), ("Contact", "phone"), ("BornOn.Day", "x"));

        Assert.Equal(("ar", "rtl"), (visit.Page.DocumentElement.GetAttribute("lang"), visit.Page.DocumentElement.GetAttribute("dir")));
        Assert.Equal("Asha Patel", visit.Page.QuerySelector("input[name=FullName]")!.GetAttribute("value"));
        Assert.Equal("x", visit.Page.QuerySelector("input[name='BornOn.Day']")!.GetAttribute("value"));
        Assert.Equal("phone", visit.Page.QuerySelector("input[name=Contact][checked]")!.GetAttribute("value"));
        Assert.Empty(visit.Page.QuerySelectorAll(".nhsuk-error-summary, .nhsuk-error-message"));

        await visit.OpenAsync("/ui/parts/question");
        Assert.Equal("ar", visit.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_enter_key_sends_the_answers_and_does_not_change_the_language()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts/question");
        var first = visit.Page.QuerySelectorAll("button").First(button => button.GetAttribute("form") == "answers" || button.Closest("form")?.Id == "answers");
        Assert.False(first.HasAttribute("name"));
    }

    [Fact]
    public async Task Names_are_shown_isolated_and_never_as_markup()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts/question");
        await visit.SendAsync(("FullName", "<script>alert(1)</script>"));
        Assert.Equal("<script>alert(1)</script>", visit.Page.QuerySelector(".nhsuk-panel__body bdi")!.TextContent);
        Assert.DoesNotContain("alert", visit.Page.Title, StringComparison.Ordinal);
    }
}
