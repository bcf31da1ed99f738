using System.Collections.Frozen;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>The transports this host uses, and the channels each carries.</summary>
internal sealed class TransportChannels
{
    // Messages for a channel without a transport here are still claimed, a few at a time: the person may have chosen another channel since.
    private const int CapacityWithoutTransport = 20;

    private readonly FrozenDictionary<Channel, TransportChannel> byChannel;

    public TransportChannels(DispatchOptions options, IEnumerable<ITransport> transports, TimeProvider clock)
    {
        var known = transports.ToDictionary(transport => transport.Name);
        var unknown = options.Transports.Values.FirstOrDefault(name => !known.ContainsKey(name));
        if (unknown is not null)
            throw new InvalidOperationException(
                $"Dispatch:Transports names '{unknown}', which is not configured. Configured here: {string.Join(", ", known.Keys.Order())}.");
        All = [.. options.Transports.GroupBy(pair => pair.Value)
            .Select(group => new TransportChannel(known[group.Key], [.. group.Select(pair => pair.Key)], clock))];
        byChannel = All.SelectMany(transport => transport.Channels.Select(channel => (channel, transport)))
            .ToFrozenDictionary(pair => pair.channel, pair => pair.transport);
    }

    public IReadOnlyList<TransportChannel> All { get; }

    public int InFlight => All.Sum(transport => transport.InFlight);

    public TransportChannel? For(Channel channel) => byChannel.GetValueOrDefault(channel);

    /// <summary>How much may be claimed now, by transport and channel.</summary>
    public IReadOnlyList<ChannelCapacity> AvailableCapacity()
    {
        var capacity = new List<ChannelCapacity>();
        foreach (var transport in All)
        {
            var size = transport.AvailableCapacity;
            if (size == 0) continue;
            capacity.AddRange(transport.Channels.Select(channel => new ChannelCapacity(transport.Name, ChannelCode.Of(channel), size)));
        }
        if (All.Count == 0) return capacity;
        capacity.AddRange(Enum.GetValues<Channel>().Where(channel => !byChannel.ContainsKey(channel))
            .Select(channel => new ChannelCapacity("none", ChannelCode.Of(channel), CapacityWithoutTransport)));
        return capacity;
    }
}
