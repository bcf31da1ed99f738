using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Sending;

/// <summary>The real host with a real mail server and a double of Notify. Messages leave only when a test calls <see cref="SendDueAsync"/>.</summary>
public sealed class SendingHost : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string?> settings;

    private SendingHost(RunningHost host, LocalMailServer mail, NotifyDouble notify, DirectoryInfo returned, IReadOnlyDictionary<string, string?> settings)
    {
        this.settings = settings;
        Host = host;
        Mail = mail;
        Notify = notify;
        Returned = returned;
    }

    public RunningHost Host { get; }

    public LocalMailServer Mail { get; }

    public NotifyDouble Notify { get; }

    /// <summary>The folder of returned e-mails.</summary>
    public DirectoryInfo Returned { get; }

    public ManualTimeProvider Clock => Host.Clock;

    public ISentMessages Sent => Host.Services.GetRequiredService<ISentMessages>();

    public static async Task<SendingHost> StartAsync(IReadOnlyDictionary<string, string?>? more = null)
    {
        var mail = LocalMailServer.Start();
        var notify = await NotifyDouble.StartAsync(new ManualTimeProvider(RunningHost.UsualStart));
        var returned = Directory.CreateTempSubdirectory("workwell-returned-");
        var settings = new Dictionary<string, string?>(notify.Settings)
        {
            ["Dispatch:Transports:Email"] = "smtp",
            ["Dispatch:Transports:Sms"] = "notify",
            ["Dispatch:Transports:Letter"] = "notify",
            ["Mail:From"] = "hello@workwell.example.org",
            ["Mail:BounceAddress"] = "bounces@workwell.example.org",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Encrypted"] = "false",
            ["Mail:ReturnedFolder"] = returned.FullName,
        };
        foreach (var (key, value) in more ?? new Dictionary<string, string?>()) settings[key] = value;
        return new SendingHost(await RunningHost.StartAsync(settings), mail, notify, returned, settings);
    }

    /// <summary>Starts another host with the same database and carriers.</summary>
    public Task<RunningHost> AnotherHostAsync() => RunningHost.StartAsync(settings, database: Host.Database);

    public async Task<Guid> APersonAsync(
        string? email = "zoe@example.org", string? phone = "07700 900123", IReadOnlyList<string>? address = null, Channel? preferred = null,
        params IReadOnlyList<Channel> stopped)
    {
        await using var change = Change();
        var person = Host.Services.GetRequiredService<IPeople>().Register(change, "ncl", new NewPerson
        {
            GivenName = "Zoë",
            FamilyName = "O'Neill",
            Email = email,
            Phone = phone,
            AddressLines = address ?? ["1 Sample Street", "London"],
            Postcode = "N1 1AA",
            Contact = new ContactPreferences { Preferred = preferred, Stopped = stopped },
        });
        await change.CommitAsync(default);
        return person;
    }

    public MessageRequest Message(string key, MessageTo to) => new()
    {
        Key = key,
        Area = "ncl",
        Type = to.PersonId is null ? "referrer-receipt" : "coach-check-in",
        ReferralId = MessageId.For("ncl", key),
        To = to,
        Fields = to.PersonId is null
            ? new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX", ["receivedOn"] = "2026-09-07" }
            : new Dictionary<string, string> { ["reference"] = "WW-7K3M-P9QX" },
        NotBefore = Clock.GetUtcNow(),
    };

    public async Task QueueAsync(params IReadOnlyList<MessageRequest> messages)
    {
        await using var change = Change();
        Host.Services.GetRequiredService<IMessages>().Queue(change, messages);
        await change.CommitAsync(default);
    }

    public Task<int> SendDueAsync() => Host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);

    public Change Change() => Host.Services.GetRequiredService<Database>().Begin(Actor.Job("test"));

    public async Task<string> StateAsync(string key) =>
        await Host.Database.ReadAsync<string>("select state || coalesce(': ' || reason, '') from communications.message where key = $1", key) ?? "not there";

    public static string Reference(string key) => new MessageReference("ncl", MessageId.For("ncl", key)).ToString();

    public async ValueTask DisposeAsync()
    {
        Mail.Release.TrySetResult();
        Notify.Release.TrySetResult();
        await Host.DisposeAsync();
        await Mail.DisposeAsync();
        await Notify.DisposeAsync();
        Returned.Delete(recursive: true);
    }
}
