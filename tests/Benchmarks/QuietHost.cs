using Microsoft.AspNetCore.Builder;
using WorkWell.Host;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>The real host without background work and rate limits, which would distort a measurement.</summary>
internal static class QuietHost
{
    public static WebApplication Build(DurableDatabase database) => WorkWellHost.Build(new HostSettings
    {
        ConnectionString = database.ConnectionString,
        ConfigFolder = Checkout.Path("config"),
        PluginsFolder = Checkout.Path("artifacts", "areas"),
        DataFolder = Checkout.Path(".workwell", "bench-data"),
        Address = "http://127.0.0.1:0",
        Overrides = new[] { "Pages", "Forms", "FormPages", "Calls", "SentPerArea" }
            .Select(what => KeyValuePair.Create($"Protection:{what}PerMinute", (string?)"100000000"))
            .Concat([new("Dispatch:Enabled", "false"), new("Work:Enabled", "false"), new("Referrals:UnprovenReferrers", "accept"),
                new("Logging:LogLevel:Default", "Error")]).ToDictionary(),
    });
}
