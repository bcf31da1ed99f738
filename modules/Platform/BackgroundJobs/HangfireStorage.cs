using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Hangfire's tables in our database, through a small pool of the runtime role. Its schema is installed by a migration of ours, and its schedule goes by the
/// database's time (docs/decisions/0003-one-postgresql.md), where the package alone would go by the machine's. Why each option:
/// docs/decisions/0021-hangfire-says-when.md.
/// </summary>
internal sealed class HangfireStorage : PostgreSqlStorage
{
    private const int MaxConnections = 12;

    // Names of types without their version, and instants that sort. Both are said once for the whole process.
    static HangfireStorage() =>
        GlobalConfiguration.Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer();

    private readonly TimeProvider clock;

    public HangfireStorage(string runtimeConnectionString, TimeProvider clock)
        : base(new NpgsqlConnectionFactory(Bounded(runtimeConnectionString), StorageOptions), StorageOptions)
    {
        this.clock = clock;
        // Most jobs are wake-ups, and a job that is done says nothing that our own tables do not.
        JobExpirationTimeout = TimeSpan.FromHours(1);
    }

    private static PostgreSqlStorageOptions StorageOptions { get; } = new()
    {
        PrepareSchemaIfNecessary = false,
        QueuePollInterval = TimeSpan.FromSeconds(15),
        EnableLongPolling = true,
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromSeconds(60),
        DistributedLockTimeout = TimeSpan.FromSeconds(60),
    };

    public override bool HasFeature(string featureId) => featureId == JobStorageFeatures.Connection.GetUtcDateTime || base.HasFeature(featureId);

    public override IStorageConnection GetConnection() => new DatabaseTimeConnection(this, clock);

    // Hangfire sets nothing in a session and takes no session's lock, so its connections need no clearing: that would be a transaction for each look.
    private static string Bounded(string connectionString) =>
        new NpgsqlConnectionStringBuilder(
        connectionString) { MaxPoolSize = MaxConnections, NoResetOnClose = true, ApplicationName = "workwell-background-jobs" }.ConnectionString;

    private sealed class DatabaseTimeConnection(HangfireStorage storage, TimeProvider clock) : PostgreSqlConnection(storage)
    {
        public override DateTime GetUtcDateTime() => clock.GetUtcNow().UtcDateTime;
    }
}
