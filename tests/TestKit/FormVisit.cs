using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WorkWell.TestKit;

/// <summary>Somebody who fills in the form without script: opens pages, sends them, keeps cookies, follows where they lead.</summary>
public sealed class FormVisit : IDisposable
{
    private readonly HttpClient client;

    /// <summary>A second tab of the same browser, or the same browser at another host.</summary>
    public FormVisit(RunningHost host, FormVisit sameBrowser)
        : this(host)
    {
        foreach (System.Net.Cookie cookie in sameBrowser.Cookies.GetAllCookies())
            Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
    }

    public FormVisit(RunningHost host, string language = "en")
    {
        client = new HttpClient(new HttpClientHandler { UseCookies = true, CookieContainer = Cookies }) { BaseAddress = host.Client.BaseAddress };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public System.Net.CookieContainer Cookies { get; } = new();

    /// <summary>What the browser says it is.</summary>
    public string Browser
    {
        init => client.DefaultRequestHeaders.UserAgent.ParseAdd(value);
    }

    public HttpResponseMessage Response { get; private set; } = null!;

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>The address of the page that is shown, without its query.</summary>
    public string At => Response.RequestMessage!.RequestUri!.AbsolutePath;

    public string Heading => Text("h1");

    public IEnumerable<string> Errors => Page.QuerySelectorAll(".nhsuk-error-summary__list li").Select(item => item.TextContent.Trim());

    public async Task<IHtmlDocument> OpenAsync(string address) => await ReadAsync(await client.GetAsync(address));

    /// <summary>Sends the page's form with what stands in it, changed by these answers. A name given twice is sent twice.</summary>
    public Task<IHtmlDocument> SendAsync(params (string Name, string Value)[] answers) => SendFormAsync("answers", answers);

    /// <summary>Sends one of several forms of the page, by its id.</summary>
    public async Task<IHtmlDocument> SendFormAsync(string id, params (string Name, string Value)[] answers)
    {
        var form = Page.QuerySelector<IHtmlFormElement>($"form[id='{id}']")
            ?? throw new InvalidOperationException($"{At} has no form {id}: {Page.Body?.TextContent}");
        var kept = form.QuerySelectorAll<IHtmlInputElement>("input")
            .Where(input => input.Name is not null && (input.Type is not ("radio" or "checkbox") || input.IsChecked)
            && answers.All(answer => answer.Name != input.Name))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(form.QuerySelectorAll<IHtmlTextAreaElement>("textarea").Where(area => answers.All(answer => answer.Name != area.Name))
            .Select(area => KeyValuePair.Create(area.Name!, area.Value)));
        return await PostAsync(form.GetAttribute("action")!, [.. kept, .. answers.Select(answer => KeyValuePair.Create(answer.Name, answer.Value))]);
    }

    public async Task<IHtmlDocument> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        await ReadAsync(await client.PostAsync(address, new FormUrlEncodedContent(fields)));

    public string Text(string selector) =>
        Page.QuerySelector(selector)?.TextContent.Trim() ?? throw new InvalidOperationException($"{At} has no {selector}: {Page.Body?.TextContent}");

    public string Value(string name) => Page.QuerySelector<IHtmlInputElement>($"input[name={name}]")!.Value;

    public void Dispose() => client.Dispose();

    private async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response)
    {
        Response = response;
        return Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
    }
}
