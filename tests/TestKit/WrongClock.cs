using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.TestKit;

/// <summary>The clock of a machine that nobody has put right: it runs, and is off by so much.</summary>
/// <param name="ahead">How far it is ahead of the right time; negative means behind.</param>
public sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    /// <summary>Makes a host run on a machine with such a clock, as it does in production: by itself, in real time.</summary>
    /// <param name="ahead">How far it is ahead of the right time; negative means behind.</param>
    /// <returns>What to replace in the host.</returns>
    public static Action<IServiceCollection> Of(TimeSpan ahead) => services =>
        services.AddSingleton<TimeProvider>(provider => new DatabaseClock(provider.GetRequiredService<NpgsqlDataSource>(), new WrongClock(ahead)));
}
