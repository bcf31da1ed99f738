using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using WorkWell.Host.Demonstration;

namespace WorkWell.Host.Commands;

/// <summary>Runs the service.</summary>
public static class ServeCommand
{
    private const int UsualPort = 5080;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on loopback; 0 picks a free one.", DefaultValueFactory = _ => UsualPort };
        var address = new Option<string?>("--address") { Description = "Listen at this address instead, such as http://0.0.0.0:8080 in a container." };
        var database = new Option<string>("--database") { Description = "The database's name on the embedded server.", DefaultValueFactory = _ => "workwell" };
        var demonstration = new Option<bool>(
            "--demonstration") { Description = "Add invented people, mark every page as a demonstration, and write messages to a folder." };
        var command = new Command("serve", "Run the service until Ctrl-C.") { port, address, database, demonstration };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var listen = parsed.GetValue(address) ?? $"http://127.0.0.1:{parsed.GetValue(port).ToString(CultureInfo.InvariantCulture)}";
            return await ServeAsync(listen, parsed.GetValue(database)!, parsed.GetValue(demonstration), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ServeAsync(string address, string database, bool isDemonstration, CancellationToken cancellationToken)
    {
        var folders = HostFolders.Find();
        var overrides = isDemonstration ? DemonstrationSettings(folders) : [];
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(folders.Config, "workwell.json")).AddEnvironmentVariables("WORKWELL_")
            .AddInMemoryCollection(Secrets.SettingsInFiles()).AddInMemoryCollection(overrides).Build();
        // Links in the messages of a demonstration lead to this machine. Of port 0 nobody knows yet which it will be.
        if (isDemonstration && configuration["PublicAddress"] is null && new Uri(address) is { IsLoopback: true, Port: > 0 })
            overrides["PublicAddress"] = Named(address);
        var isProduction = ProductionCheck.IsProduction(configuration, address, HostDatabase.IsGiven);
        if (isProduction) overrides["Plugins:OnlyApproved"] = overrides["AreaLoading:OnlyReachable"] = "true";
        if (isProduction && ProductionCheck.WhatIsMissing(configuration) is { Count: > 0 } missing)
        {
            foreach (var one in missing) Say(one);
            Say("Nothing was started. On a developer's own machine set WORKWELL_Development=true instead.");
            return 1;
        }
        Say("Opening the database");
        await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken, database);
        var applied = await opened.PrepareAsync(cancellationToken);
        if (applied > 0) Say($"Database migrated: {applied.ToString(CultureInfo.InvariantCulture)} migrations applied");

        await using var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = opened.ConnectionString,
            ConfigFolder = folders.Config,
            PluginsFolder = folders.Plugins,
            DataFolder = folders.Data,
            Address = address,
            Overrides = overrides,
        });
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException inUse) when (
            inUse.InnerException is SocketException || inUse.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
        {
            Say($"{address} is in use. Choose another port: ./workwell up --port {(UsualPort + 1).ToString(CultureInfo.InvariantCulture)}");
            return 1;
        }
        var start = app.Urls.First();
        if (isDemonstration) await PutInPeopleAsync(start, folders, cancellationToken);
        if (isDemonstration) await PutInCasesAsync(app.Services, start, folders, cancellationToken);
        if (isDemonstration) Say($"Staff: {Named(start)}/staff/demonstration signs you in as an invented member of staff.");
        Say($"Ready. Open {start}/ in a browser. Status of the areas: {start}/health/ready. The API: {start}/openapi/v1.json. Ctrl-C stops everything.");
        await app.WaitForShutdownAsync(cancellationToken);
        Say("Stopped");
        return 0;
    }

    // A passkey belongs to a name, and 127.0.0.1 is none.
    private static string Named(string address) => address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    // Enables everything worth showing, and sends nothing outside this machine.
    private static Dictionary<string, string?> DemonstrationSettings(HostFolders folders) => new()
    {
        ["Demonstration"] = "true",
        ["Communications:RequireApproval"] = "false",
        ["Dispatch:Enabled"] = "true",
        ["Dispatch:Transports:Email"] = "pickup",
        ["Dispatch:Transports:Sms"] = "pickup",
        ["Dispatch:Transports:Letter"] = "pickup",
        ["Pickup:Folder"] = SentFolder(folders),
        // Invented people share addresses.
        ["Dispatch:TextsToOneNumber"] = "0",
        ["Dispatch:EmailsToOneAddress"] = "0",
        // Everybody in a demonstration is invented, also the organisations.
        ["Referrals:UnprovenReferrers"] = "accept",
        // Suppresses a warning that cookie keys are not encrypted; a demonstration has no secrets.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
    };

    private static string SentFolder(HostFolders folders) => Path.Combine(folders.Data, "sent");

    // Each referral has its own idempotency key, so a second start or a second host adds nothing.
    private static async Task PutInPeopleAsync(string address, HostFolders folders, CancellationToken cancellationToken)
    {
        var file = DemonstrationFile.Read(folders.Config);
        using var client = new DemonstrationClient(address);
        for (var number = 1; number <= file.Referrals.Count; number++) await client.ReferAsync(file, number, cancellationToken);
        Say($"{file.Referrals.Count.ToString(CultureInfo.InvariantCulture)} invented referrals added. Messages to them are written to {SentFolder(folders)}.");
    }

    private static async Task PutInCasesAsync(IServiceProvider services, string address, HostFolders folders, CancellationToken cancellationToken)
    {
        var people = await InventedHistories.PutInAsync(services, address, folders.Config, cancellationToken);
        Say($"{people.ToString(CultureInfo.InvariantCulture)} invented people added whom invented coaches have met for some weeks, or will.");
    }

    private static void Say(string text) => Console.Error.WriteLine($"workwell: {text}");
}
