using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WorkWell.TestKit;

/// <summary>A browser without JavaScript: loads pages, submits forms, keeps cookies.</summary>
public sealed class Visit : IDisposable
{
    private readonly HttpClient client;

    public Visit(RunningHost host, string? acceptLanguage = null)
        : this(host.Client.BaseAddress!, acceptLanguage)
    {
    }

    public Visit(Uri address, string? acceptLanguage = null)
    {
        client = new HttpClient(new HttpClientHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (acceptLanguage is not null) client.DefaultRequestHeaders.Add("Accept-Language", acceptLanguage);
    }

    public HttpResponseMessage Response { get; private set; } = null!;

    public IHtmlDocument Page { get; private set; } = null!;

    public async Task<IHtmlDocument> OpenAsync(string address) => await ReadAsync(await client.GetAsync(address));

    /// <summary>Fills in the form of the current page, adds its antiforgery token, and submits it to the form's address.</summary>
    public async Task<IHtmlDocument> SendAsync(params (string Name, string Value)[] answers)
    {
        var form = (IHtmlFormElement)Page.QuerySelector("form[method=post]")!;
        var token = form.QuerySelector("input[type=hidden]")!;
        var fields = answers.Select(answer => KeyValuePair.Create(answer.Name, answer.Value))
            .Append(KeyValuePair.Create(token.GetAttribute("name")!, token.GetAttribute("value")!));
        return await ReadAsync(await client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(fields)));
    }

    public async Task<IHtmlDocument> SendWithoutTokenAsync(string address) =>
        await ReadAsync(await client.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("FullName", "Asha Patel")])));

    public string Text(string selector) => Page.QuerySelector(selector)!.TextContent.Trim();

    public void Dispose() => client.Dispose();

    private async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response)
    {
        Response = response;
        return Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
