using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Browser.Tests;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

[assembly: AssemblyFixture(typeof(FormHost))]

namespace WorkWell.Browser.Tests;

/// <summary>
/// The real host as it ships, with the gallery of parts open; and one more, where one area asks everything that settings can make an area ask, and
/// another keeps doors closed.
/// </summary>
public sealed class FormHost : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Settings = new() { ["Communications:RequireApproval"] = "false" };
    private readonly SemaphoreSlim sending = new(1);
    private readonly string config = Directory.CreateTempSubdirectory("workwell-browser-").FullName;

    public RunningHost Shipped { get; private set; } = null!;

    public RunningHost AsksAll { get; private set; } = null!;

    /// <summary>Where the first host's link to leave quickly leads: to the second, which stands for the weather.</summary>
    public string LeaveTo => new Uri(AsksAll.Client.BaseAddress!, "/help-now").ToString();

    public async ValueTask InitializeAsync()
    {
        FolderCopy.Make(Checkout.Path("config"), config);
        await ChangeAsync("ncl", area => area["requirements"] = new JsonObject(new[] { "rightToWork", "registeredWithGp", "wantsPaidWork" }.Select(name =>
            KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["applies"] = true, ["evidenceLevel"] = "stated", ["source"] = "A test" }))));
        await ChangeAsync("llr", area => area["referralSources"] = new JsonArray("primary-care", "jobcentre"));
        // The agreed examples are of the area as it ships.
        await File.WriteAllTextAsync(Path.Combine(config, "areas", "ncl", "examples.csv"), "name,outcome\nNothing is known,needs-review\n");
        AsksAll = await RunningHost.StartAsync(Settings, configFolder: config, replace: PageNames.Add);
        Shipped = await RunningHost.StartAsync(new Dictionary<string, string?>(Settings) { ["Ui:Gallery"] = "true", ["Protection:LeaveTo"] = LeaveTo });
    }

    public async ValueTask DisposeAsync()
    {
        await Shipped.DisposeAsync();
        await AsksAll.DisposeAsync();
        sending.Dispose();
        Directory.Delete(config, recursive: true);
    }

    private async Task ChangeAsync(string code, Action<JsonNode> change)
    {
        var path = Path.Combine(config, "areas", code, "area.json");
        var area = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        change(area);
        await File.WriteAllTextAsync(path, area.ToJsonString());
    }

    /// <summary>The whole address of a path of the host as it ships.</summary>
    public string Address(string path) => new Uri(Shipped.Client.BaseAddress!, path).ToString();

    /// <summary>The one-time code that was sent for a referral of the second host.</summary>
    internal async Task<string> CodeAsync(string reference)
    {
        // Whoever comes second finds nothing due, and must not look before the first has sent it.
        await sending.WaitAsync();
        try
        {
            await AsksAll.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        }
        finally
        {
            sending.Release();
        }
        var referral = await AsksAll.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        var sent = await AsksAll.Services.GetRequiredService<ISentMessages>().ForReferralAsync(Actor.Job("test"), referral, default);
        return Regex.Match(await PickedUp.TextAsync(AsksAll, sent.Last(message => message.Type == "one-time-code")), "[0-9]{6}").Value;
    }
}
