using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Rendering;

/// <summary>Which way a message goes, settled before a word is rendered: the person's wish, what they stopped, what is dead, what the type allows.</summary>
internal readonly record struct ChannelChoice(Channel Channel, string? To, string? Suppressed)
{
    private static readonly Channel[] All = Enum.GetValues<Channel>();

    /// <summary>Chooses for a person.</summary>
    public static ChannelChoice For(MessageType type, ContactCard card, IReadOnlyList<Channel> tried)
    {
        Channel[] dead = [.. tried, .. card.Undeliverable];
        if (card.Contact.Preferred is { } wish && type.Channels.Contains(wish) && IsOpen(wish, card, dead)) return new(wish, Address(wish, card), null);
        for (var i = 0; i < type.Channels.Count; i++)
        {
            if (IsOpen(type.Channels[i], card, dead)) return new(type.Channels[i], Address(type.Channels[i], card), null);
        }
        return new(default, null, WhyNone(type, card, dead));
    }

    /// <summary>Chooses for an e-mail address or a telephone number that is not on a participant's card.</summary>
    public static ChannelChoice For(MessageType type, string? address, IReadOnlyList<Channel> dead)
    {
        var channel = PhoneNumber.TakesTexts(address) ? Channel.Sms : Channel.Email;
        var to = channel == Channel.Sms ? address : EmailAddress.Read(address).Address;
        if (to is null || dead.Contains(channel)) return new(default, null, SuppressedBecause.NoChannel);
        return type.Channels.Contains(channel) ? new(channel, to, null) : new(default, null, SuppressedBecause.TypeNotForChannel);
    }

    private static bool IsOpen(Channel channel, ContactCard card, IReadOnlyList<Channel> dead) =>
        !dead.Contains(channel) && !card.Contact.Stopped.Contains(channel) && HasAddress(channel, card);

    private static string WhyNone(MessageType type, ContactCard card, IReadOnlyList<Channel> dead)
    {
        var addressed = All.Where(channel => HasAddress(channel, card)).ToArray();
        var allowed = addressed.Where(type.Channels.Contains).ToArray();
        if (allowed.Any(channel => !dead.Contains(channel))) return SuppressedBecause.Stopped;
        return addressed.Length > 0 && allowed.Length == 0 ? SuppressedBecause.TypeNotForChannel : SuppressedBecause.NoChannel;
    }

    private static bool HasAddress(Channel channel, ContactCard card) => channel switch
    {
        Channel.Email => EmailAddress.Read(card.Email).Address is not null,
        Channel.Sms => PhoneNumber.TakesTexts(card.Phone),
        _ => card.AddressLines.Count >= 2,
    };

    private static string? Address(Channel channel, ContactCard card) => channel switch
    {
        Channel.Email => EmailAddress.Read(card.Email).Address,
        Channel.Sms => card.Phone,
        _ => string.Join('\n', card.AddressLines.Select(FieldText.OneLine).Where(line => line.Length > 0)),
    };
}
