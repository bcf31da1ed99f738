using System.Text.Json.Nodes;
using WorkWell.Browser.Tests;
using WorkWell.TestKit;

[assembly: AssemblyFixture(typeof(FormHost))]

namespace WorkWell.Browser.Tests;

/// <summary>The real host as it ships, for the public form; and one more whose fifth area asks everything that settings can make an area ask.</summary>
public sealed class FormHost : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> ShowsDrafts = new() { ["Communications:RequireApproval"] = "false" };
    private readonly string config = Path.Combine(Path.GetTempPath(), $"workwell-{Guid.NewGuid():n}");

    public RunningHost Shipped { get; private set; } = null!;

    public RunningHost AsksAll { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("config"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(Checkout.Path("config"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var path = Path.Combine(config, "areas", "ncl", "area.json");
        var area = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        area["requirements"] = new JsonObject();
        foreach (var name in new[] { "rightToWork", "registeredWithGp", "wantsPaidWork" })
            area["requirements"]![name] = new JsonObject { ["applies"] = true, ["standing"] = "stated", ["source"] = "A test" };
        await File.WriteAllTextAsync(path, area.ToJsonString());
        // The agreed examples are of the area as it ships.
        await File.WriteAllTextAsync(Path.Combine(config, "areas", "ncl", "examples.csv"), "name,outcome\nNothing is known,needs-review\n");
        Shipped = await RunningHost.StartAsync(ShowsDrafts);
        AsksAll = await RunningHost.StartAsync(ShowsDrafts, configFolder: config);
    }

    public async ValueTask DisposeAsync()
    {
        await Shipped.DisposeAsync();
        await AsksAll.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }
}
