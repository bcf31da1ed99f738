using WorkWell.TestKit;
using System.Net;

namespace WorkWell.Ui.Tests.Pages;

public sealed class ProblemPageTests(OpenGallery gallery) : IClassFixture<OpenGallery>
{
    [Theory]
    [InlineData("en", "We cannot find this page")]
    [InlineData("gu", "અમને આ પાનું મળતું નથી")]
    [InlineData("ar", "لا يمكننا العثور على هذه الصفحة")]
    public async Task A_page_that_is_not_there_says_so_in_the_readers_language(string language, string heading)
    {
        using var visit = new Visit(gallery.Host, acceptLanguage: language);
        await visit.OpenAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, visit.Response.StatusCode);
        Assert.Equal(heading, visit.Text("h1"));
    }

    [Fact]
    public async Task A_program_that_asks_for_what_is_not_there_gets_problem_details()
    {
        var response = await gallery.Host.Client.GetAsync("/no-such-page");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/api/no-such-call");
        Assert.Equal("application/problem+json", visit.Response.Content.Headers.ContentType!.MediaType);
    }
}
