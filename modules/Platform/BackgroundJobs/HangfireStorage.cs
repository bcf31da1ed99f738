using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.Storage;
using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Hangfire's tables in our database, through a small pool of the runtime role. Our migrations install its schema, and its schedule uses the database's time
/// (docs/decisions/0003-one-postgresql.md); the package alone would use the machine's. The reason for each option: docs/decisions/0021-hangfire-says-when.md.
/// </summary>
internal sealed class HangfireStorage : PostgreSqlStorage
{
    private const int MaxConnections = 12;

    // Type names without versions, and sortable times. Both are set for the whole process.
    static HangfireStorage() =>
        GlobalConfiguration.Configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer();

    private readonly TimeProvider clock;

    public HangfireStorage(string runtimeConnectionString, TimeProvider clock)
        : base(new NpgsqlConnectionFactory(Bounded(runtimeConnectionString), StorageOptions), StorageOptions)
    {
        this.clock = clock;
        // Most jobs are wake-ups, and a finished job holds nothing that our own tables do not.
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

    private static string Bounded(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = MaxConnections, ApplicationName = "workwell-background-jobs" }.ConnectionString;

    private sealed class DatabaseTimeConnection(HangfireStorage storage, TimeProvider clock) : PostgreSqlConnection(storage)
    {
        public override DateTime GetUtcDateTime() => clock.GetUtcNow().UtcDateTime;
    }
}
