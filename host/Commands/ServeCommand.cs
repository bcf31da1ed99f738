using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using WorkWell.Host.Demonstration;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Runs the service.</summary>
public static class ServeCommand
{
    private const int UsualPort = 5080;

    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on loopback; 0 picks a free one.", DefaultValueFactory = _ => UsualPort };
        var address = new Option<string?>("--address") { Description = "Where to listen instead, such as http://0.0.0.0:8080 in a container." };
        var database = new Option<string>("--database") { Description = "The database's name on the embedded server.", DefaultValueFactory = _ => "workwell" };
        var demonstration = new Option<bool>("--demonstration") { Description = "Put in invented people, mark everybody as invented, and send messages into a folder." };
        var command = new Command("serve", "Run the service until Ctrl-C.") { port, address, database, demonstration };
        command.SetAction(async (parsed, stop) =>
        {
            var listen = parsed.GetValue(address) ?? $"http://127.0.0.1:{parsed.GetValue(port).ToString(CultureInfo.InvariantCulture)}";
            return await ServeAsync(listen, parsed.GetValue(database)!, parsed.GetValue(demonstration), stop);
        });
        return command;
    }

    private static async Task<int> ServeAsync(string address, string database, bool isDemonstration, CancellationToken stop)
    {
        var folders = HostFolders.Find();
        Say("Opening the database");
        await using var opened = await HostDatabase.OpenAsync(folders, stop, database);
        var applied = await Migrator.For(Modules.All).ApplyAsync(opened.ConnectionString, stop);
        if (applied.Count > 0) Say($"The database is new or older: {applied.Count.ToString(CultureInfo.InvariantCulture)} steps applied");

        await using var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = opened.ConnectionString,
            ConfigFolder = folders.Config,
            PluginsFolder = folders.Plugins,
            DataFolder = folders.Data,
            Address = address,
            Overrides = isDemonstration ? DemonstrationSettings(folders) : [],
        });
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException inUse) when (inUse.InnerException is SocketException || inUse.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
        {
            Say($"{address} is in use. Choose another port: ./workwell up --port {(UsualPort + 1).ToString(CultureInfo.InvariantCulture)}");
            return 1;
        }
        var start = app.Urls.First();
        if (isDemonstration) await PutInPeopleAsync(start, folders, stop);
        Say($"Ready. Open {start}/ in a browser. How the areas stand: {start}/health/ready. The API: {start}/openapi/v1.json. Ctrl-C stops everything.");
        await app.WaitForShutdownAsync(stop);
        Say("Stopped");
        return 0;
    }

    // Everything a person might want to see, and nothing that leaves this machine.
    private static Dictionary<string, string?> DemonstrationSettings(HostFolders folders) => new()
    {
        ["Demonstration"] = "true",
        ["Communications:RequireApproval"] = "false",
        ["Dispatch:Enabled"] = "true",
        ["Dispatch:Transports:Email"] = "pickup",
        ["Dispatch:Transports:Sms"] = "pickup",
        ["Dispatch:Transports:Letter"] = "pickup",
        ["Pickup:Folder"] = SentFolder(folders),
        // It warns that keys of cookies are not encrypted: a demonstration has nothing to keep secret.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    private static string SentFolder(HostFolders folders) => Path.Combine(folders.Data, "sent");

    // Each referral has a key of its own, so a second start, or a second host beside this one, adds nobody.
    private static async Task PutInPeopleAsync(string address, HostFolders folders, CancellationToken stop)
    {
        var file = DemonstrationFile.Read(folders.Config);
        using var client = new DemonstrationClient(address);
        for (var number = 1; number <= file.Referrals.Count; number++) await client.ReferAsync(file, number, stop);
        Say($"{file.Referrals.Count.ToString(CultureInfo.InvariantCulture)} invented referrals are in. What is sent to them lands in {SentFolder(folders)}.");
    }

    private static void Say(string text) => Console.Error.WriteLine($"workwell: {text}");
}
