using System.Text.Json.Nodes;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>The name of a place in the reader's script, where the area gives it, with the English one beside it.</summary>
public sealed class PlaceNamesTests : IAsyncLifetime
{
    private readonly string config = Directory.CreateTempSubdirectory("workwell-names-").FullName;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        FolderCopy.Make(Checkout.Path("config"), config);
        var path = Path.Combine(config, "areas", "bsol", "area.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        settings["names"] = new JsonObject { ["gu"] = "બર્મિંગહામ અને સોલિહલ", ["ar"] = "برمنغهام وسوليهل" };
        await File.WriteAllTextAsync(path, settings.ToJsonString());
        host = await RunningHost.StartAsync(configFolder: config);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    [Theory]
    [InlineData("en", "Birmingham and Solihull", "(Birmingham and Solihull)")]
    [InlineData("gu", "બર્મિંગહામ અને સોલિહલ (Birmingham and Solihull)", "برمنغهام")]
    [InlineData("ar", "برمنغهام وسوليهل (Birmingham and Solihull)", "બર્મિંગહામ")]
    public async Task Pages_show_it_to_who_reads_that_script_and_to_nobody_else(string language, string name, string other)
    {
        foreach (var address in new[] { "/", "/areas/bsol", "/areas/bsol/contact" })
        {
            using var visit = new FormVisit(host, language);
            await visit.OpenAsync(address);
            Assert.Contains(name, visit.Text("main"), StringComparison.Ordinal);
            Assert.DoesNotContain(other, visit.Text("main"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_place_without_such_a_name_is_shown_in_english()
    {
        using var visit = new FormVisit(host, "gu");
        await visit.OpenAsync("/areas/dudley");
        Assert.Contains("Dudley", visit.Text("main"), StringComparison.Ordinal);
    }
}
