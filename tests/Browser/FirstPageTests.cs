using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>What somebody with a slow line has to load before anything is shown.</summary>
public sealed class FirstPageTests(Chromium chromium, FormHost hosts)
{
    private const int MaxBytes = 60 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/areas/dudley?lang=gu")]
    [InlineData("/refer/self?lang=ar")]
    public async Task The_first_page_is_light_and_asks_no_other_host(string address)
    {
        await using var window = await chromium.OpenAsync();
        var sizes = new List<Task<(string Type, int Bytes)>>();
        window.Page.Response += (_, response) => sizes.Add(SizeAsync(response));
        await window.Page.GotoAsync(hosts.Address(address), new() { WaitUntil = WaitUntilState.NetworkIdle });
        var loaded = (await Task.WhenAll(sizes)).Where(one => one.Type != "font").Sum(one => one.Bytes);
        Assert.InRange(loaded, 1, MaxBytes);
        Assert.Equal([hosts.Shipped.Client.BaseAddress!.Authority], window.Hosts);
    }

    private static async Task<(string, int)> SizeAsync(IResponse response)
    {
        var sizes = await response.Request.SizesAsync();
        return (response.Request.ResourceType, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
    }
}
