using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Platform;

/// <summary>
/// A long job that a person starts, such as loading a national file. It runs on one host, on a separate worker. After a crash it is not restarted
/// automatically: it is shown as interrupted, and the person decides.
/// </summary>
public interface IBackgroundJob
{
    /// <summary>Runs the job.</summary>
    /// <param name="argument">The argument given to <see cref="BackgroundJobs.StartAsync"/>.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancelled by a person or by the host stopping.</param>
    /// <returns>The result.</returns>
    Task<BackgroundJobResult> RunAsync(JsonElement argument, IProgress<BackgroundJobProgress> progress, CancellationToken cancellationToken);
}

/// <summary>The progress of a background job.</summary>
/// <param name="Share">From 0 to 1.</param>
/// <param name="Description">A short description without personal data.</param>
public sealed record BackgroundJobProgress(double Share, string? Description = null);

/// <summary>The result of a background job.</summary>
/// <param name="Result">Stored as JSON, without personal data; null for none.</param>
/// <param name="Problem">Why the job was refused, in one plain sentence; null when it was done.</param>
public sealed record BackgroundJobResult(object? Result, string? Problem = null);

/// <summary>The state of a background job.</summary>
public enum BackgroundJobState
{
    /// <summary>It waits for a host.</summary>
    Queued,

    /// <summary>A host is running it.</summary>
    Running,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It was refused or ended with an error.</summary>
    Failed,

    /// <summary>Its host stopped, crashed or lost the database before the end.</summary>
    Interrupted,
}

/// <summary>A background job and its state.</summary>
public sealed record BackgroundJobStatus
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The key of its kind.</summary>
    public required string Key { get; init; }

    /// <summary>Its state.</summary>
    public required BackgroundJobState State { get; init; }

    /// <summary>Its progress, from 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>A short description of its progress.</summary>
    public string? Description { get; init; }

    /// <summary>Its result, as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>Why it failed or was interrupted.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was requested, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>The key under which Hangfire runs one background job: its kind and its id.</summary>
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

/// <summary>A kind of background job registered by a module.</summary>
internal sealed record BackgroundJobKind(string Key, Func<IServiceProvider, IBackgroundJob> Job);

/// <summary>Registers background jobs.</summary>
public static class BackgroundJobRegistration
{
    /// <summary>Registers a kind of background job.</summary>
    /// <typeparam name="T">The job; one instance per host.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">A key such as "areas.load-places". It is stored and never renamed.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddBackgroundJob<T>(this IServiceCollection services, string key)
        where T : class, IBackgroundJob
    {
        services.AddSingleton<T>();
        return services.AddSingleton(new BackgroundJobKind(key, provider => provider.GetRequiredService<T>()));
    }
}
