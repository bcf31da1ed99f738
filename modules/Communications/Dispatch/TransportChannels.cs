using System.Collections.Frozen;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>The lanes of this host.</summary>
internal sealed class TransportChannels
{
    // Messages for channels nobody carries here are still looked at, a few at a time: their reader may have chosen another channel since.
    private const int RoomWithoutTransport = 20;

    private readonly FrozenDictionary<Channel, TransportChannel> byChannel;

    /// <summary>Makes a lane for each transport in use.</summary>
    public TransportChannels(DispatchOptions options, IEnumerable<ITransport> transports, TimeProvider clock)
    {
        var known = transports.ToDictionary(transport => transport.Name);
        var unknown = options.Transports.Values.FirstOrDefault(name => !known.ContainsKey(name));
        if (unknown is not null)
            throw new InvalidOperationException(
            $"Dispatch:Transports names '{unknown}', which is not set up. Set up here: {string.Join(", ", known.Keys.Order())}.");
        All = [.. options.Transports.GroupBy(pair => pair.Value)
            .Select(group => new TransportChannel(known[group.Key], [.. group.Select(pair => pair.Key)], clock))];
        byChannel = All.SelectMany(lane => lane.Channels.Select(channel => (channel, lane))).ToFrozenDictionary(pair => pair.channel, pair => pair.lane);
    }

    public IReadOnlyList<TransportChannel> All { get; }

    public int InFlight => All.Sum(lane => lane.InFlight);

    public TransportChannel? For(Channel channel) => byChannel.GetValueOrDefault(channel);

    /// <summary>What may be claimed now.</summary>
    public IReadOnlyList<ChannelCapacity> Rooms()
    {
        var rooms = new List<ChannelCapacity>();
        foreach (var lane in All)
        {
            var size = lane.Room;
            if (size == 0) continue;
            rooms.AddRange(lane.Channels.Select(channel => new ChannelCapacity(lane.Transport.Name, ChannelCode.Of(channel), size)));
        }
        if (All.Count == 0) return rooms;
        rooms.AddRange(Enum.GetValues<Channel>().Where(channel => !byChannel.ContainsKey(channel))
            .Select(channel => new ChannelCapacity("none", ChannelCode.Of(channel), RoomWithoutTransport)));
        return rooms;
    }
}
