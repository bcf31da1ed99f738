using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.TestKit;

/// <summary>A clock that runs at normal speed but is wrong by a fixed time.</summary>
/// <param name="ahead">How far it is ahead of the right time; negative means behind.</param>
public sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    /// <summary>Makes a host use such a clock, corrected in real time as in production.</summary>
    /// <param name="ahead">How far it is ahead of the right time; negative means behind.</param>
    /// <returns>The replacement to pass to the host.</returns>
    public static Action<IServiceCollection> Of(TimeSpan ahead) => services =>
        services.AddSingleton<TimeProvider>(provider => new DatabaseClock(provider.GetRequiredService<NpgsqlDataSource>(), new WrongClock(ahead)));
}
