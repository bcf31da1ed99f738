using System.Diagnostics;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class EmbeddedServerTests : IDisposable
{
    private readonly string folder = Checkout.Path(".workwell", "embedded-tests", Guid.NewGuid().ToString("n"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Two_starters_at_once_share_one_server_and_the_last_to_leave_stops_it()
    {
        var servers = await Task.WhenAll(StartAsync(), StartAsync());
        Assert.Equal(servers[0].Port, servers[1].Port);
        Assert.Single(servers, server => server.WasStarted);

        await servers[0].DisposeAsync();
        Assert.Equal(1, await AskAsync(servers[1]));

        await servers[1].DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Assert.ThrowsAsync<NpgsqlException>(() => AskAsync(servers[1]));
    }

    [Fact]
    public async Task A_server_that_was_killed_starts_again_and_keeps_what_was_committed()
    {
        await using (var first = await StartAsync())
        {
            await RunAsync(first, "create table kept (n int); insert into kept values (42)");
            using var postmaster = Process.GetProcessById(first.ProcessId);
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }
        NpgsqlConnection.ClearAllPools();
        await using var second = await StartAsync();
        Assert.True(second.WasStarted);
        Assert.Equal(42, await AskAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task It_listens_on_loopback_only_and_asks_for_its_password()
    {
        await using var server = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var command = source.CreateCommand("show listen_addresses");
        Assert.Equal("127.0.0.1", await command.ExecuteScalarAsync());
    }

    private Task<EmbeddedServer> StartAsync() => EmbeddedServer.StartAsync(folder, EmbeddedBinaries.Find(Checkout.Root), ["fsync=off"], CancellationToken.None);

    private static async Task<int> AskAsync(EmbeddedServer server, string sql = "select 1")
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var command = source.CreateCommand(sql);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(EmbeddedServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
