using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>A database and the outbox's statements, without a host.</summary>
public sealed class OutboxDatabase : IAsyncDisposable
{
    private readonly TestDatabase test;
    private readonly DatabasePools pools;

    private OutboxDatabase(TestDatabase test)
    {
        this.test = test;
        pools = new DatabasePools(test.HostConnectionString);
        Clock = new ManualTimeProvider(RunningHost.UsualStart);
        Database = new Database(pools, new Reactions([], new ServiceCollection().BuildServiceProvider()), Clock);
        var due = new DueTime(Clock);
        Outbox = new MessageOutbox(due, new WakeUp(new HashSet<string>(), null, Clock));
        Claims = new ClaimMessages(Database, due);
        Attempts = new BeginAttempts(Database, due);
        Outcomes = new RecordOutcomes(Database, due);
        ExpiredLeases = new RecoverExpiredLeases(Database, due);
    }

    public ManualTimeProvider Clock { get; }

    /// <summary>Connects as the owner, for another session that locks rows.</summary>
    public string ConnectionString => test.ConnectionString;

    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(2);

    internal Database Database { get; }

    internal MessageOutbox Outbox { get; }

    internal ClaimMessages Claims { get; }

    internal BeginAttempts Attempts { get; }

    internal RecordOutcomes Outcomes { get; }

    internal RecoverExpiredLeases ExpiredLeases { get; }

    public static async Task<OutboxDatabase> CreateAsync() => new(await TestDatabase.CreateAsync());

    public MessageRequest Message(string key, string area = "llr") => new()
    {
        Key = key,
        Area = area,
        Type = "referral-received-eligible",
        ReferralId = Guid.CreateVersion7(Clock.GetUtcNow()),
        To = MessageTo.Address("somebody@example.org"),
        NotBefore = Clock.GetUtcNow(),
    };

    /// <summary>A claimed message with rendered text.</summary>
    internal ReadyMessage Ready(ClaimedMessage claim) => new(
        claim,
        new RenderedMessage(Channel.Email, "somebody@example.org", null, "en", false, "Hello", "Good morning.", null, "national/en/x.email@1"),
        new TransportChannel(new SmtpTransport(new MailOptions { From = "workwell@example.org" }, Clock), [Channel.Email], Clock));

    public async Task QueueAsync(params IReadOnlyList<MessageRequest> messages)
    {
        await using var change = Database.Begin(Actor.Job("test"));
        Outbox.Queue(change, messages);
        await change.CommitAsync(default);
    }

    internal async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(int size = 100, params IReadOnlyList<string> areas)
    {
        var (claimed, _) = await Claims.ClaimAsync(
            [new ChannelCapacity("smtp", "email", size)], areas.Count == 0 ? ["llr", "bsol", "dudley"] : areas, Lease, default);
        return claimed;
    }

    public Task<string?> StateAsync(string key) =>
        test.ReadAsync<string>("select state || coalesce(': ' || reason, '') from communications.message where key = $1", key);

    public Task<T?> ReadAsync<T>(string sql, params object[] parameters) => test.ReadAsync<T>(sql, parameters);

    public async ValueTask DisposeAsync()
    {
        await pools.DisposeAsync();
        await test.DisposeAsync();
    }
}
