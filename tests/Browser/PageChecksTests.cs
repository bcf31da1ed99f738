namespace WorkWell.Browser.Tests;

/// <summary>The checks of every other test here find what they are for.</summary>
public sealed class PageChecksTests(Chromium chromium)
{
    private const string Whole =
        "<html lang=en><title>A page</title><meta name=viewport content='width=device-width, initial-scale=1'><main><h1>A page</h1>{0}</main>";

    [Theory]
    [InlineData("<p>Words</p>", null)]
    [InlineData("<img src=x>", "image-alt")]
    [InlineData("<p style='color:#999'>Pale</p>", "color-contrast")]
    [InlineData("<input>", "label")]
    [InlineData("<p style='width:2000px'>Wide</p>", "needs")]
    [InlineData("<style>@media print { p { color: #fff } }</style><p>Pale on paper</p>", "in print")]
    [InlineData("<style>@media print { a::after { content: ' (Link: ' attr(href) ')' } }</style><a href='/change'>Change</a>", "in print")]
    public async Task A_page_is_passed_only_if_it_is_well(string body, string? found)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.SetContentAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Whole, body));
        var thrown = await Record.ExceptionAsync(() => PageChecks.PassesAsync(window));
        if (found is null) Assert.Null(thrown);
        else Assert.Contains(found, Assert.IsType<Xunit.Sdk.TrueException>(thrown).Message, StringComparison.Ordinal);
    }
}
