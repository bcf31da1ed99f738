using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

public sealed class ServingTests
{
    [Fact]
    public async Task A_host_answers_with_its_areas_ready()
    {
        using var config = new ConfigFolder("north", "south");
        await using var host = await RunningHost.StartAsync(config.Overrides, config.Root);

        var answer = await host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("ready", said.GetProperty("checks").GetProperty("areas").GetProperty("status").GetString());
        Assert.Equal(["north", "south"], said.GetProperty("areas").EnumerateArray().Select(area => area.GetProperty("code").GetString()!));
        Assert.Equal("ready", said.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        var areas = host.Services.GetRequiredService<IAreaCatalogue>();
        Assert.Equal("north", areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("north") }, GpPractice.Unknown)?.Code);
        Assert.Equal(1, areas.Ready["north"].Revision);
    }
}
