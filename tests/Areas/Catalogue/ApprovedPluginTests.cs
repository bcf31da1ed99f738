using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Host.Commands;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>A host for real people and code that somebody put into its folder of plugins.</summary>
public sealed class ApprovedPluginTests : IDisposable
{
    private readonly ConfigFolder config = new("good");
    private readonly string data = Directory.CreateTempSubdirectory("workwell-calls-").FullName;

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Code_that_nobody_reviewed_is_refused_until_it_is_approved_and_again_when_it_changes()
    {
        config.AddPlugin("coded");
        await using (var unknown = await StartAsync()) AssertRefused(unknown, "Nobody has approved the code of this area", isNotApproved: true);

        Assert.Contains("a person's given and family name", (await ApproveAsync("Asha")).Said, StringComparison.Ordinal);
        Assert.Contains("There is no built plugin for \"nowhere\"", (await ApproveAsync("Asha Patel", "nowhere")).Said, StringComparison.Ordinal);
        Assert.Equal(0, (await ApproveAsync("Asha Patel")).Exit);
        await using (var approved = await StartAsync())
        {
            Assert.Equal(["coded", "good"], Ready(approved));
            var areas = approved.Services.GetRequiredService<IAreaCatalogue>().Statuses;
            Assert.DoesNotContain(areas, area => area.IsCodeNotApproved || AreaMetrics.IsRefused(area));
        }

        config.Write("plugins/coded/notes.txt", "One byte more is another content.");
        await using (var changed = await StartAsync()) AssertRefused(changed, "has changed since it was approved", isNotApproved: true);
    }

    [Fact]
    public async Task An_approval_without_a_reviewer_or_a_date_is_none_and_a_developer_needs_none()
    {
        config.AddPlugin("coded");
        var content = PluginContent.HashOf(Path.Combine(config.Plugins, "coded"));
        await using (var anonymous = await StartAsync(("Plugins:Approved:coded:Sha256", content), ("Plugins:Approved:coded:On", "2026-11-29")))
            AssertRefused(anonymous, "does not say who reviewed it and when", isNotApproved: true);
        await using (var undated = await StartAsync(("Plugins:Approved:coded:Sha256", content), ("Plugins:Approved:coded:Reviewer", "Asha Patel")))
            AssertRefused(undated, "does not say who reviewed it and when", isNotApproved: true);
        await using var developer = await StartAsync(("Plugins:OnlyApproved", "false"));
        Assert.Equal(["coded", "good"], Ready(developer));
    }

    [Fact]
    public async Task Code_with_something_forbidden_cannot_be_approved()
    {
        config.AddPlugin("coded");
        config.Write("plugins/coded/helper.so", "\u007fELF");
        var (exit, said) = await ApproveAsync("Asha Patel");
        Assert.Equal(1, exit);
        Assert.Contains("is machine code", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_was_running_when_two_hosts_in_a_row_ended_is_refused_until_it_changes()
    {
        config.AddPlugin("coded");
        EndHostDuring("coded");
        await using (var once = await StartWithDataAsync()) Assert.Equal(["coded", "good"], Ready(once));
        // That host stopped as it should, so the count begins anew.
        EndHostDuring("coded");
        EndHostDuring("coded");
        await using (var twice = await StartWithDataAsync()) AssertRefused(twice, "was running when the host ended without warning, 2 times in a row");

        config.Write("plugins/coded/notes.txt", "Corrected.");
        await using var corrected = await StartWithDataAsync();
        Assert.Equal(["coded", "good"], Ready(corrected));
    }

    [Fact]
    public async Task Hosts_that_end_during_the_calls_of_different_areas_or_of_none_refuse_nobody()
    {
        config.AddPlugin("coded");
        foreach (var area in new[] { "coded", null, "coded", "other", "coded" }) EndHostDuring(area);
        await using var host = await StartWithDataAsync();
        Assert.Equal(["coded", "good"], Ready(host));
    }

    [Fact]
    public async Task Another_areas_code_is_asked_only_where_it_says_so_and_never_after_it_failed()
    {
        config.AddPlugin("coded");
        await using (var silent = await StartAsync(("Plugins:OnlyApproved", "false")))
        {
            Assert.False(Area(silent, "coded").AnswersForOthers());
            Assert.True(Area(silent, "good").AnswersForOthers());
        }
        await using var open = await StartAsync(("Plugins:OnlyApproved", "false"), ("Areas:coded:AnswersForOthers", "true"));
        Assert.True(Area(open, "coded").AnswersForOthers());
        Area(open, "coded").Eligibility.Decide(new() { ReceivedOn = new DateOnly(2026, 9, 7), Age = 99 }, DecisionTrace.None);
        Assert.False(Area(open, "coded").AnswersForOthers());
    }

    // What a host leaves behind that is killed in the middle of a call, having looked whether it may call the code at all.
    private void EndHostDuring(string? area)
    {
        var journal = new PluginCallJournal(Settings(("Data", data)));
        journal.WhatIsWrong("coded", PluginContent.HashOf(Path.Combine(config.Plugins, "coded")));
        journal.Note(1, area is null ? 0 : PluginCallJournal.MarkOf(area));
        journal.Abandon();
    }

    private async Task<(int Exit, string Said)> ApproveAsync(string by, string area = "coded")
    {
        var output = new StringWriter();
        var exit = await AllCommands.Create().Parse(["approve-plugin", area, "--by", by, "--config", config.Root, "--plugins", config.Plugins])
            .InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString());
    }

    private Task<RunningHost> StartWithDataAsync() => StartAsync(("Plugins:OnlyApproved", "false"), ("Data", data));

    private Task<RunningHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        var overrides = new Dictionary<string, string?>(config.Overrides) { ["Plugins:OnlyApproved"] = "true" };
        foreach (var (key, value) in settings) overrides[key] = value;
        return RunningHost.StartAsync(overrides, config.Root);
    }

    private static Area Area(RunningHost host, string code) => host.Services.GetRequiredService<IAreaCatalogue>().Ready[code];

    private static IEnumerable<string> Ready(RunningHost host) => host.Services.GetRequiredService<IAreaCatalogue>().Ready.Keys.Order();

    // What the alerts go by.
    private static void AssertRefused(RunningHost host, string says, bool isNotApproved = false)
    {
        var areas = host.Services.GetRequiredService<IAreaCatalogue>();
        Assert.Equal(["good"], areas.Ready.Keys);
        var coded = areas.Statuses.Single(status => status.Code == "coded");
        Assert.Contains(says, coded.Reason, StringComparison.Ordinal);
        Assert.True(AreaMetrics.IsRefused(coded));
        Assert.Equal(isNotApproved, coded.IsCodeNotApproved);
    }

    private static IConfiguration Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
}
