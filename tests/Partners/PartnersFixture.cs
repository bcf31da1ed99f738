using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;
using WorkWell.Host;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Partners.Tests;

/// <summary>A host for a test class, with its own config folder in which tests edit the partners.</summary>
public sealed class PartnersFixture : IAsyncLifetime
{
    private readonly string config = Directory.CreateTempSubdirectory("partners").FullName;

    public RunningHost Host { get; private set; } = null!;

    public IPartnerDirectory Partners => Host.Services.GetRequiredService<IPartnerDirectory>();

    public Database Database => Host.Services.GetRequiredService<Database>();

    public static Actor Ncl { get; } = new("test", ["ncl"], "test");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("config"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(config, Path.GetRelativePath(Checkout.Path("config"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        Host = await RunningHost.StartAsync(configFolder: config);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    /// <summary>Starts another host on the same database and files.</summary>
    public WebApplication AnotherHost(bool isDemonstration = false) => WorkWellHost.Build(new HostSettings
    {
        ConnectionString = Host.Database.HostConnectionString,
        ConfigFolder = config,
        PluginsFolder = Checkout.Path("artifacts", "areas"),
        DataFolder = Checkout.Path(".workwell", "test-data"),
        Overrides = new Dictionary<string, string?> { ["Work:Enabled"] = "false", ["Demonstration"] = isDemonstration ? "true" : "false" },
        Replace = services => services.AddSingleton<TimeProvider>(Host.Clock),
    });

    /// <summary>Edits the coaching service of North Central London and advances the clock past the file check.</summary>
    public void Coaching(Action<JsonObject> change) => Organisation(organisation => change(organisation["services"]![0]!.AsObject()));

    /// <summary>Edits the partner of North Central London and advances the clock past the file check.</summary>
    public void Organisation(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(File.ReadAllText(Checkout.Path("config", "areas", "ncl", "partners.json")))!;
        change(file["organisations"]![0]!.AsObject());
        Write("ncl", "partners.json", file.ToJsonString());
    }

    public void Write(string area, string file, string text) => Write(Path.Combine(config, "areas", area, file), text);

    public async Task<PartnerService> CoachingAsync() => (await Partners.ServicesAsync("ncl", default)).Single(service => service.Coaches);

    public async Task FindForUpdateAsync(Guid referral, string service = "ncl-coaching")
    {
        await using var change = Database.Begin(Ncl);
        Partners.Reserve(change, "ncl", service, referral);
        await change.CommitAsync(default);
    }

    public async Task ReleaseAsync(Guid referral)
    {
        await using var change = Database.Begin(Ncl);
        Partners.Release(change, referral);
        await change.CommitAsync(default);
    }

    private void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        Host.Clock.Advance(TimeSpan.FromSeconds(2));
    }
}
