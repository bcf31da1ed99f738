using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
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
        var command = new Command("serve", "Run the service until Ctrl-C.") { port, address, database };
        command.SetAction(async (parsed, stop) =>
        {
            var listen = parsed.GetValue(address) ?? $"http://127.0.0.1:{parsed.GetValue(port).ToString(CultureInfo.InvariantCulture)}";
            return await ServeAsync(listen, parsed.GetValue(database)!, stop);
        });
        return command;
    }

    private static async Task<int> ServeAsync(string address, string database, CancellationToken stop)
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
        Say($"Ready. Open {start}/ in a browser. How the areas stand: {start}/health/ready. The API: {start}/openapi/v1.json. Ctrl-C stops everything.");
        await app.WaitForShutdownAsync(stop);
        Say("Stopped");
        return 0;
    }

    private static void Say(string text) => Console.Error.WriteLine($"workwell: {text}");
}
