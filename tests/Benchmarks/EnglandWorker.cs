using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.FollowUps.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Benchmarks;

/// <summary>
/// A worker of the England run: a separate process that may be killed at any time. It receives the time, the referrals that arrive and those that start, and
/// says "done" when nothing more is due. Repeating a command changes nothing.
/// </summary>
internal static class EnglandWorker
{
    private const int InAChange = 50;

    public static async Task RunAsync(string connectionString, int ledger)
    {
        var clock = new ManualTimeProvider(EnglandBenchmark.FirstDay);
        using var carrier = new LedgerTransport(ledger);
        await using var host = new FollowUpHost(connectionString, EnglandBenchmark.Card, clock, new Dictionary<string, string?>
        {
            ["Dispatch:Transports:Email"] = carrier.Name,
            ["Dispatch:Transports:Sms"] = carrier.Name,
            ["Dispatch:Transports:Letter"] = carrier.Name,
            ["Communications:RequireApproval"] = "false",
        }, services =>
        {
            services.AddSingleton<ITransport>(carrier);
            services.AddSingleton<IPeople, PeopleInMemory>();
        });
        while (await Console.In.ReadLineAsync() is { } told)
        {
            // "ticks from to from to": the time, the referrals that arrive and those whose support starts.
            var numbers = told.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            clock.Set(new DateTimeOffset(numbers[0], TimeSpan.Zero));
            await HappenAsync(host, (int)numbers[1], (int)numbers[2],
                card => [new ReferralReceived(card.ReferralId, card.Area, card, EnglandBenchmark.Facts),
                new OfferMade(card.ReferralId, card.Area, card, EnglandBenchmark.Facts, 1)]);
            await HappenAsync(host, (int)numbers[3], (int)numbers[4], card => [new SupportStarted(card.ReferralId, card.Area, card, EnglandBenchmark.Facts)]);
            await host.Get<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);
            await host.Get<IMessageDispatch>().SendDueAsync(default);
            Console.WriteLine("done");
        }
    }

    private static async Task HappenAsync(FollowUpHost host, int from, int to, Func<ReferralSummary, object[]> events)
    {
        foreach (var some in Enumerable.Range(from, to - from).Chunk(InAChange))
        {
            await using var change = host.Database.Begin(Actor.Job("bench"));
            foreach (var happened in some.SelectMany(number => events(EnglandBenchmark.Card(EnglandBenchmark.ReferralId(number))))) change.Publish(happened);
            await change.CommitAsync(default);
        }
    }

    private sealed class LedgerTransport(int port) : IAnsweringTransport, IDisposable
    {
        private readonly ConcurrentBag<TcpClient> lines = [];

        public string Name => "ledger";

        public int Connections => 200;

        public int PerMinute => 0;

        public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            await SayAsync('S', message.Reference, cancellationToken);
            return new SendResult.Accepted();
        }

        public async Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellationToken) =>
            await SayAsync('A', reference, cancellationToken) == 'y' ? new SendResult.Accepted() : new SendResult.NotSent("never-arrived");

        public void Dispose()
        {
            foreach (var line in lines) line.Dispose();
        }

        private async Task<char> SayAsync(char question, MessageReference reference, CancellationToken cancellationToken)
        {
            if (!lines.TryTake(out var line))
            {
                line = new TcpClient { NoDelay = true };
                await line.ConnectAsync("127.0.0.1", port, cancellationToken);
            }
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{question} {reference}\n"), cancellationToken);
            var answer = new byte[1];
            await line.GetStream().ReadExactlyAsync(answer, cancellationToken);
            lines.Add(line);
            return (char)answer[0];
        }
    }

    private sealed class PeopleInMemory : IPeople
    {
        public Task<IReadOnlyDictionary<Guid, ContactDetails>> ContactsAsync(
            Actor actor, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<Guid, ContactDetails>>(people.ToDictionary(id => id, id => new ContactDetails
            {
                PersonId = id, GivenName = "Sahëlï", FullName = "Sahëlï Ôkönkwö", Language = "en", Email = $"{id:n}@people.example", Phone = "+447700900123",
            }));

        public Guid Register(Change change, string area, NewPerson person, bool isCompared = false) => throw new NotSupportedException();

        public void StopChannel(Change change, Guid person, Channel channel, string reason) => throw new NotSupportedException();

        public void MarkUndeliverable(Change change, Guid person, Channel channel, DateTimeOffset sentAt, string reason) => throw new NotSupportedException();

        public void ChangeContact(Change change, Guid person, ContactChange contact, string reason) => throw new NotSupportedException();

        public void RecordConsent(Change change, Guid person, string purpose, bool isGiven, string how) => throw new NotSupportedException();

        public Task<bool> FitsAsync(Actor actor, Guid person, OwnDetails said, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, bool>> ConsentsAsync(Change change, Guid person, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<LikelyDuplicate>> CompareAsync(Change change, string area, NewPerson person, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<PersonIdentity> IdentityAsync(Change change, Guid person, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DuplicateSettlement> SettleDuplicateAsync(
            Change change, string area, Guid person, Guid other, bool isSame, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
