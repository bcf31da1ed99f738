using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.People.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>Text files that became invalid while no host ran: the next start uses the last good versions and refuses no area.</summary>
public sealed class LastGoodTextsTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Drafts = new() { ["Communications:RequireApproval"] = "false" };

    private readonly string config = Directory.CreateTempSubdirectory("workwell-config-").FullName;
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("config"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(Checkout.Path("config"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        database = await TestDatabase.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(config, recursive: true);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Every_kind_of_file_goes_on_as_it_was_and_health_names_what_was_refused()
    {
        await (await StartAsync()).DisposeAsync();
        Write("areas/national/templates/en/coach-check-in.sms.scriban", "{{ password }}\n");
        Write("areas/national/templates/en/language.json", "{");
        Write("areas/bsol/templates/en/reasons.json", "{");
        Write("areas/bsol/templates/en/questions.json", "{ \"questions\": 1 }");
        Write("areas/bsol/templates/gu/approvals.json", "[]");

        await using var host = await StartAsync();

        Assert.All(host.Services.GetRequiredService<IAreaCatalogue>().Statuses,
            area => Assert.True(area.State == AreaState.Ready, $"{area.Code}: {area.Reason}"));
        var words = host.Services.GetRequiredService<IWords>();
        Assert.Equal("This service is for people in East Birmingham and North Solihull.", words.Reason("bsol", "en", new("in-footprint"))!.Text);
        Assert.Contains("how are you getting on?", Render(host, "bsol").Text, StringComparison.Ordinal);
        var health = await host.Client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);
        foreach (var file in new[] { "national/templates/en/coach-check-in.sms.scriban", "national/templates/en/language.json",
            "bsol/templates/en/reasons.json", "bsol/templates/en/questions.json", "bsol/templates/gu/approvals.json" })
            Assert.Contains(file, health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_mended_last_is_what_comes_back()
    {
        await (await StartAsync()).DisposeAsync();
        Write("areas/national/templates/en/coach-check-in.sms.scriban", "Mended {{ reference }}\n");
        await (await StartAsync()).DisposeAsync();
        Write("areas/national/templates/en/coach-check-in.sms.scriban", "{{ password }}\n");

        await using var host = await StartAsync();

        Assert.StartsWith("Mended", Render(host, "bsol").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_change_while_the_host_runs_are_remembered()
    {
        await using (var first = await StartAsync())
        {
            Write("areas/national/templates/en/coach-check-in.sms.scriban", "While running {{ reference }}\n");
            var library = first.Services.GetRequiredService<Communications.Templates.TemplateLibrary>();
            library.Reload();
            await first.Services.GetRequiredService<Communications.Templates.LastGoodTexts>().RememberAsync(TestContext.Current.CancellationToken);
        }
        Write("areas/national/templates/en/coach-check-in.sms.scriban", "{{ password }}\n");

        await using var host = await StartAsync();

        Assert.StartsWith("While running", Render(host, "bsol").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_file_that_was_never_good_costs_its_message_and_not_the_area()
    {
        await (await StartAsync()).DisposeAsync();
        Write("areas/bsol/templates/en/coach-check-in.sms.scriban", "{{ password }}\n");

        await using var host = await StartAsync();

        var status = host.Services.GetRequiredService<IAreaCatalogue>().Statuses.Single(area => area.Code == "bsol");
        Assert.Equal(AreaState.Ready, status.State);
        Assert.StartsWith("config/areas/bsol/templates/en/coach-check-in.sms.scriban:1: There is no field 'password'.", status.RefusedUpdate,
            StringComparison.Ordinal);
        Assert.IsType<RenderOutcome.Failed>(Outcome(host, "bsol"));
        Assert.IsType<RenderOutcome.Rendered>(Outcome(host, "llr"));
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync(Drafts, config, database: database);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(config, file))!);
        File.WriteAllText(Path.Combine(config, file), text);
    }

    private static RenderedMessage Render(RunningHost host, string area) => Assert.IsType<RenderOutcome.Rendered>(Outcome(host, area)).Message;

    private static RenderOutcome Outcome(RunningHost host, string area) =>
        host.Services.GetRequiredService<MessageRenderer>().Render(Given.Message("coach-check-in", "en", Channel.Sms) with { Area = area });
}
