using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Host.Commands;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>An area serves real people only where they, and what is urgent, reach somebody.</summary>
public sealed class ReachableTests : IDisposable
{
    private const string Hours = "\"teamHours\": { \"from\": \"09:00\", \"until\": \"17:00\" }";
    private readonly ConfigFolder config = new();

    public void Dispose() => config.Dispose();

    [Fact]
    public async Task A_host_for_real_people_refuses_an_area_that_nobody_can_reach_and_says_what_is_missing()
    {
        config.AddArea("silent");
        config.AddArea("unread", "\"contact\": { \"phone\": \"0116 496 0111\" }");
        config.AddArea("unwatched", "\"contact\": { \"phone\": \"0116 496 0111\", \"teamEmail\": \"team@area.example\" }");
        config.AddArea("unreachable", $"\"contact\": {{ \"web\": \"https://area.example\", \"teamEmail\": \"team@area.example\", {Hours} }}");
        config.AddArea("reached", $"\"contact\": {{ \"email\": \"hello@area.example\", \"teamEmail\": \"team@area.example\", {Hours} }}");

        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string?>(config.Overrides) { ["AreaLoading:OnlyReachable"] = "true" }, config.Root);

        var areas = host.Services.GetRequiredService<IAreaCatalogue>();
        Assert.Equal(["reached"], areas.Ready.Keys);
        string? WhyNot(string code) => areas.Statuses.Single(area => area.Code == code).Reason;
        Assert.Contains("No way for the public to reach the service", WhyNot("silent"), StringComparison.Ordinal);
        Assert.Contains("An urgent referral would reach nobody", WhyNot("unread"), StringComparison.Ordinal);
        Assert.Contains("Nobody states when the team reads", WhyNot("unwatched"), StringComparison.Ordinal);
        Assert.Contains("No way for the public to reach the service", WhyNot("unreachable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_such_an_area_can_be_shown_and_check_areas_says_that_real_people_cannot_be_served()
    {
        config.AddArea("silent");
        await using var host = await RunningHost.StartAsync(config.Overrides, config.Root);
        Assert.Equal(["silent"], host.Services.GetRequiredService<IAreaCatalogue>().Ready.Keys);

        var said = new StringWriter();
        var command = CheckAreasCommand.Create();
        var exit = await command.Parse(["--config", config.Root, "--plugins", config.Plugins])
            .InvokeAsync(new() { Output = said, Error = TextWriter.Null }, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, said.ToString());
        Assert.Contains("a host for real people refuses it", said.ToString(), StringComparison.Ordinal);
    }
}
