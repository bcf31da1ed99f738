using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Platform.Tests;

public sealed class DatabaseClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(5);
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        source = database.RuntimeSource();
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(7 * 24 * 60)]
    public async Task A_host_with_a_wrong_clock_dates_its_changes_by_the_databases_time(int minutesAhead)
    {
        var clock = new DatabaseClock(source, new WrongClock(TimeSpan.FromMinutes(minutesAhead)));
        await clock.MeasureAsync(default);

        Assert.InRange((clock.Ahead - TimeSpan.FromMinutes(minutesAhead)).Duration(), TimeSpan.Zero, Near);
        await using var pools = new DatabasePools(database.HostConnectionString);
        await using var change = new Database(pools, new Reactions([], new ServiceCollection().BuildServiceProvider()), clock).Begin(Actor.Job("test"));
        var off = await change.ReadAsync("select $1 - clock_timestamp()", [change.At], row => row.GetTimeSpan(0), default);
        Assert.InRange(off[0].Duration(), TimeSpan.Zero, Near);
    }

    [Fact]
    public async Task A_clock_that_is_put_right_while_the_host_runs_is_followed()
    {
        var own = new Own { By = TimeSpan.FromHours(1) };
        var clock = new DatabaseClock(source, own);
        await clock.MeasureAsync(default);
        own.By = TimeSpan.Zero;
        await clock.MeasureAsync(default);
        Assert.InRange(clock.Ahead.Duration(), TimeSpan.Zero, Near);
    }

    [Fact]
    public async Task What_is_due_is_left_to_the_database_unless_the_clock_was_set_on_purpose()
    {
        var clock = new DatabaseClock(source, new WrongClock(TimeSpan.FromHours(1)));
        await clock.MeasureAsync(default);
        Assert.Null(new DueTime(clock).OverridingNow);
        Assert.Equal(DateTimeOffset.UnixEpoch, new DueTime(new ManualTimeProvider(DateTimeOffset.UnixEpoch)).OverridingNow);
    }

    private sealed class Own : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + By;
    }
}
