using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>A module's reaction to another module's event. It runs inside the transaction of the change that published the event.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IReaction<in TEvent>
{
    /// <summary>Reacts by writing to the same change. A reaction must not call anything outside the database.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="change">The change about to commit.</param>
    /// <param name="cancellationToken">Stops the reaction, and with it the change.</param>
    Task ReactAsync(TEvent happened, Change change, CancellationToken cancellationToken);
}

/// <summary>The reactions to each event.</summary>
public sealed class Reactions
{
    private readonly FrozenDictionary<Type, ReactionEntry[]> byEvent;
    private readonly IServiceProvider services;

    /// <summary>Collects the reactions registered by the modules.</summary>
    /// <param name="entries">The registrations.</param>
    /// <param name="services">Creates the reactions.</param>
    public Reactions(IEnumerable<ReactionEntry> entries, IServiceProvider services)
    {
        this.services = services;
        byEvent = entries.GroupBy(entry => entry.Event).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    internal async Task ReactAsync(object happened, Change change, CancellationToken cancellationToken)
    {
        if (!byEvent.TryGetValue(happened.GetType(), out var entries)) return;
        foreach (var entry in entries) await entry.ReactAsync(services, happened, change, cancellationToken);
    }
}

/// <summary>One registered reaction.</summary>
/// <param name="Event">The event's type.</param>
/// <param name="ReactAsync">Runs the reaction.</param>
public sealed record ReactionEntry(Type Event, Func<IServiceProvider, object, Change, CancellationToken, Task> ReactAsync);

/// <summary>Registration of reactions.</summary>
public static class ReactionRegistration
{
    /// <summary>Registers a reaction to an event.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <typeparam name="TReaction">The reaction; a singleton.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddReaction<TEvent, TReaction>(this IServiceCollection services)
        where TEvent : class
        where TReaction : class, IReaction<TEvent>
    {
        services.AddSingleton<TReaction>();
        return services.AddSingleton(new ReactionEntry(
            typeof(TEvent), (provider, happened, change, cancellationToken) =>
            provider.GetRequiredService<TReaction>().ReactAsync((TEvent)happened, change, cancellationToken)));
    }
}
