using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>
/// Long work that somebody asks for once, such as loading a file of the whole country. It runs on one host of all, on a worker of its own, and is not begun
/// again by itself after a crash: it is then shown as interrupted, and whoever asked decides.
/// </summary>
public interface IBackgroundJob
{
    /// <summary>Does the work.</summary>
    /// <param name="argument">What was asked, as it was given to <see cref="BackgroundJobs.StartAsync"/>.</param>
    /// <param name="progress">Told how far the work is.</param>
    /// <param name="cancellationToken">Somebody cancelled the work, or the host stops.</param>
    /// <returns>What came of it.</returns>
    Task<BackgroundJobResult> RunAsync(JsonElement argument, IProgress<BackgroundJobProgress> progress, CancellationToken cancellationToken);
}

/// <summary>How far long work is.</summary>
/// <param name="Share">From 0 to 1.</param>
/// <param name="Description">A few words for whoever looks, without any fact about a person.</param>
public sealed record BackgroundJobProgress(double Share, string? Description = null);

/// <summary>What came of long work.</summary>
/// <param name="Result">Stored as JSON, without any fact about a person; null for nothing to store.</param>
/// <param name="Problem">Why the work was refused, in a plain sentence; null when it was done.</param>
public sealed record BackgroundJobResult(object? Result, string? Problem = null);

/// <summary>How long work stands.</summary>
public enum BackgroundJobState
{
    /// <summary>It waits for a host.</summary>
    Queued,

    /// <summary>A host does it.</summary>
    Running,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>It was refused, or an error ended it.</summary>
    Failed,

    /// <summary>Its host stopped, crashed or was cut off before the end.</summary>
    Interrupted,
}

/// <summary>Long work and how it stands.</summary>
public sealed record BackgroundJobStatus
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The text key of what is done.</summary>
    public required string Key { get; init; }

    /// <summary>How it stands.</summary>
    public required BackgroundJobState State { get; init; }

    /// <summary>How far it is, from 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>A few words about how far it is.</summary>
    public string? Description { get; init; }

    /// <summary>What came of it, as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed or was interrupted.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was asked for, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>The key under which Hangfire runs one piece of long work: what is done, and which piece.</summary>
internal static class BackgroundJobKey
{
    private const string Prefix = "background-job/";

    public static string Of(string key, Guid id) => $"{Prefix}{key}/{id:D}";

    public static string? Read(string stored, out Guid id)
    {
        id = default;
        return stored.StartsWith(Prefix, StringComparison.Ordinal) && stored.Split('/') is [_, var key, var text] && Guid.TryParse(text, out id) ? key : null;
    }
}

/// <summary>A kind of long work that a module registered.</summary>
internal sealed record BackgroundJobKind(string Key, Func<IServiceProvider, IBackgroundJob> Job);

/// <summary>Registration of long work.</summary>
public static class BackgroundJobRegistration
{
    /// <summary>Registers a kind of long work.</summary>
    /// <typeparam name="T">Does the work; one instance serves the whole host.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">A text key of ours, such as "areas.load-places". It is stored, so it is never renamed.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBackgroundJob<T>(this IServiceCollection services, string key)
        where T : class, IBackgroundJob
    {
        services.AddSingleton<T>();
        return services.AddSingleton(new BackgroundJobKind(key, provider => provider.GetRequiredService<T>()));
    }
}
