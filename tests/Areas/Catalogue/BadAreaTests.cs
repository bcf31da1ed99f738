using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>One host with a good area, one that works in spite of an awkward dependency, and many that go wrong, each in a way of its own.</summary>
public sealed class BadAreasFixture : IAsyncLifetime
{
    private readonly ConfigFolder config = new("good");

    public RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        config.AddPlugin("throws", type: "ThrowingRules");
        config.AddPlugin("hangs", type: "HangingRules");
        config.AddPlugin("overflows", type: "OverflowingRules");
        config.AddPlugin("cannot-be-made", type: "ThrowingConstructor");
        config.AddPlugin("needs-something", type: "NeedsSomething");
        config.AddPlugin("no-plugin-type", type: "NotAPlugin");
        config.AddPlugin("missing-type", type: "NowhereToBeFound");
        config.AddPlugin("no-rules", type: "NoRules");
        config.AddPlugin("bad-questions", type: "BadQuestions");
        config.AddPlugin("newer-contract", sdk: ">=2.0 <3.0");
        config.AddPlugin("no-upper-bound", sdk: ">=1.0");
        config.AddPlugin("good-code");
        config.AddPlugin("good-code", folder: "says-another");
        config.AddPlugin("broken-file");
        config.Write("plugins/broken-file/WorkWell.Areas.Misbehaving.dll", "These are not the bytes of an assembly.");
        config.AddPlugin("path-outside");
        config.Write("plugins/path-outside/plugin.json",
            """{ "code": "path-outside", "version": "1.0.0", "sdk": ">=1.0 <2.0", "assembly": "../throws/WorkWell.Areas.Misbehaving.dll", "type": "X" }""");
        config.AddPlugin("no-assembly");
        File.Delete(config.PathOf("plugins/no-assembly/WorkWell.Areas.Misbehaving.dll"));
        config.AddPlugin("bad-manifest");
        config.Write("plugins/bad-manifest/plugin.json",
            """{ "code": "bad-manifest", "version": "1.0.0", "sdk": ">=1.0 <2.0", "assembly": "A.dll", "type": "X", "colour": "red" }""");
        config.AddPlugin("reads-files", "Forbidden", "ReadsFiles");
        config.AddPlugin("private-dependency", "PrivateDependency", "PrivateDependencyArea");
        config.AddPlugin("dependency-left-out", "PrivateDependency", "PrivateDependencyArea");
        File.Delete(config.PathOf("plugins/dependency-left-out/CsvHelper.dll"));
        config.AddPlugin("no-settings");
        File.Delete(config.PathOf("areas/no-settings/area.json"));
        config.AddPlugin("fails-example");
        config.Write("plugins/fails-example/examples.csv", "name,outcome,reasons\nEverybody is helped,eligible,-\nNobody is helped,not-eligible,\n");
        config.WriteSettings("no-examples");
        config.AddArea("bad-example-file");
        config.Write("areas/bad-example-file/examples.csv", "name,age,shoe-size,outcome\nX,forty,9,eligible\n");
        config.AddArea("bad-switch");
        config.AddArea("off");
        config.Write("workwell.json", """
            {
              "Logging": { "LogLevel": { "Default": "None" } },
              "Areas": { "off": { "Enabled": false }, "bad-switch": { "Enabled": "perhaps" }, "nowhere": { "Enabled": true },
                "long-gone": { "Enabled": false } },
              "AreaLoading": { "Limit": "00:00:03" }
            }
            """);
        Host = await RunningHost.StartAsync(config.Overrides, config.Root);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        config.Dispose();
    }
}

public sealed class BadAreaTests(BadAreasFixture given) : IClassFixture<BadAreasFixture>
{
    private IAreaCatalogue Areas => given.Host.Services.GetRequiredService<IAreaCatalogue>();

    [Theory]
    [InlineData("throws", "\"Lives here\" does not give the agreed result: the rules failed with InvalidOperationException: A rule went wrong.")]
    [InlineData("hangs", "The area took longer than 3 seconds to load and to decide its examples, and was given up.")]
    [InlineData("overflows", "Its code ends the process it runs in (a call calls itself without end).")]
    [InlineData("cannot-be-made", "The constructor of WorkWell.Areas.Misbehaving.ThrowingConstructor fails with NotSupportedException: Not today")]
    [InlineData("needs-something", "WorkWell.Areas.Misbehaving.NeedsSomething in WorkWell.Areas.Misbehaving.dll has no public constructor without parameters.")]
    [InlineData("no-plugin-type", "WorkWell.Areas.Misbehaving.NotAPlugin in WorkWell.Areas.Misbehaving.dll is not an IAreaPlugin that can be made.")]
    [InlineData("missing-type", "WorkWell.Areas.Misbehaving.dll has no type WorkWell.Areas.Misbehaving.NowhereToBeFound.")]
    [InlineData("no-rules", "The plugin gives no eligibility rules.")]
    [InlineData("bad-questions", "The question \"same\" is a choice and has fewer than two options.")]
    [InlineData("newer-contract", "newer-contract/plugin.json:1: It was written for versions >=2.0 <3.0 of the area contract, but this host offers 1.0.")]
    [InlineData("no-upper-bound", "\"sdk\" must be a range with an upper bound, such as \">=1.0 <2.0\", but is \">=1.0\".")]
    [InlineData("says-another",
        "says-another/plugin.json:1: It says that it is for \"good-code\" and lies in the folder of \"says-another\": they have to be the same.")]
    [InlineData("broken-file", "WorkWell.Areas.Misbehaving.dll is not a .NET assembly, or it is damaged.")]
    [InlineData("path-outside", "\"../throws/WorkWell.Areas.Misbehaving.dll\" has to be the name of a .dll in this folder.")]
    [InlineData("no-assembly", "WorkWell.Areas.Misbehaving.dll is not in this folder.")]
    [InlineData("bad-manifest", "bad-manifest/plugin.json:1: \"colour\" is not allowed here.")]
    [InlineData("reads-files",
        "uses System.Environment.get_ProcessorCount, System.Guid.NewGuid, System.IO.File, System.Random, the changing static field ReadsFiles.asked.")]
    [InlineData("dependency-left-out", "WorkWell.Areas.PrivateDependency.dll asks for CsvHelper, which is neither in its folder nor in the base library.")]
    [InlineData("no-settings", "config/areas/no-settings/area.json: The file is missing.")]
    [InlineData("fails-example",
        "fails-example/examples.csv:3: \"Nobody is helped\" does not give the agreed result: the outcome is Eligible (none) but NotEligible was agreed.")]
    [InlineData("no-examples", "The area has neither a plugin nor agreed examples, so nothing shows that the national rules are right for it.")]
    [InlineData("bad-example-file", "config/areas/bad-example-file/examples.csv:1: There is no column \"shoe-size\".")]
    [InlineData("bad-switch", "Areas:bad-switch:Enabled has to be true or false.")]
    [InlineData("nowhere", "config/areas/nowhere/area.json: The file is missing.")]
    public void An_area_with_something_wrong_is_refused_with_the_reason(string code, string says)
    {
        var status = Areas.Statuses.Single(area => area.Code == code);
        Assert.Equal(AreaState.Refused, status.State);
        Assert.Contains(says, status.Reason, StringComparison.Ordinal);
        Assert.False(Areas.Ready.ContainsKey(code));
    }

    [Fact]
    public void The_others_are_ready_all_the_same()
    {
        Assert.Equal(["good", "good-code", "private-dependency"], Areas.Ready.Keys.Order());
        Assert.Equal(new AreaStatus("off", AreaState.SwitchedOff, null), Areas.Statuses.Single(area => area.State == AreaState.SwitchedOff));
        Assert.DoesNotContain(Areas.Statuses, area => area.Code == "long-gone");
    }

    [Fact]
    public void An_area_gets_its_own_version_of_a_library_that_the_host_has_too()
    {
        var decision = Areas.Ready["private-dependency"].Eligibility.Decide(new ReferralFacts { ReceivedOn = new DateOnly(2026, 9, 7) }, DecisionTrace.None);
        Assert.Equal("from-the-old-library", Assert.Single(decision.Priorities).Code);
    }

    [Fact]
    public void A_refused_area_keeps_its_place_so_that_nobody_there_falls_to_other_rules()
    {
        Assert.Null(Areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("throws") }, GpPractice.Unknown));
        Assert.Null(Areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("off") }, GpPractice.Unknown));
        Assert.Equal("good", Areas.Serving(new HomePlace { BoardCode = ConfigFolder.BoardOf("good") }, GpPractice.Unknown)?.Code);
    }

    [Fact]
    public async Task Health_is_degraded_and_names_every_area_with_its_reason()
    {
        var answer = await given.Host.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("degraded", said.GetProperty("status").GetString());
        var hanging = said.GetProperty("areas").EnumerateArray().Single(area => area.GetProperty("code").GetString() == "hangs");
        Assert.Equal("refused", hanging.GetProperty("state").GetString());
        Assert.Contains("given up", hanging.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(Areas.Statuses.Count, said.GetProperty("areas").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await given.Host.Client.GetAsync("/health/live")).StatusCode);
    }
}
