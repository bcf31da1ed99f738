using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Rendering;

/// <summary>Which way a message goes, settled before a word is rendered: the person's wish, what they stopped, what is dead, what the type allows.</summary>
internal readonly record struct ChannelChoice(Channel Channel, string? To, string? Suppressed)
{
    /// <summary>Chooses for a person.</summary>
    public static ChannelChoice For(MessageType type, ContactCard card, IReadOnlyList<Channel> dead)
    {
        bool hasAddress = false, hasAllowedAddress = false, hasLiveAddress = false;
        ChannelChoice? first = null;
        foreach (var channel in Enum.GetValues<Channel>())
        {
            if (Address(channel, card) is null) continue;
            hasAddress = true;
            if (!type.Channels.Contains(channel)) continue;
            hasAllowedAddress = true;
            if (!dead.Contains(channel)) hasLiveAddress = true;
        }
        foreach (var channel in InOrder(type, card.Contact.Preferred))
        {
            if (dead.Contains(channel) || card.Contact.Stopped.Contains(channel) || Address(channel, card) is not { } address) continue;
            first = new(channel, address, null);
            break;
        }
        return first ?? new(default, null,
            hasLiveAddress ? SuppressedBecause.Stopped
            : hasAddress && !hasAllowedAddress ? SuppressedBecause.TypeNotForChannel
            : SuppressedBecause.NoChannel);
    }

    /// <summary>Chooses for an address that is not a participant's.</summary>
    public static ChannelChoice For(MessageType type, string? email, IReadOnlyList<Channel> dead)
    {
        if (!IsEmail(email) || dead.Contains(Channel.Email)) return new(default, null, SuppressedBecause.NoChannel);
        return type.Channels.Contains(Channel.Email) ? new(Channel.Email, email, null) : new(default, null, SuppressedBecause.TypeNotForChannel);
    }

    private static IEnumerable<Channel> InOrder(MessageType type, Channel? preferred)
    {
        if (preferred is { } wish && type.Channels.Contains(wish)) yield return wish;
        foreach (var channel in type.Channels)
        {
            if (channel != preferred) yield return channel;
        }
    }

    private static string? Address(Channel channel, ContactCard card) => channel switch
    {
        Channel.Email => IsEmail(card.Email) ? card.Email : null,
        Channel.Sms => TakesTexts(card.Phone) ? card.Phone : null,
        _ => card.AddressLines.Count >= 2 ? string.Join('\n', card.AddressLines.Select(FieldText.OneLine)) : null,
    };

    // Only what could break a header or cannot be an address at all; whether a mailbox exists is for the transport to find out.
    private static bool IsEmail(string? text)
    {
        if (text is null || text.Length is < 3 or > 320) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"');
    }

    // In the UK only numbers that begin +447 take texts, and of these +4470 are personal numbers that do not.
    private static bool TakesTexts(string? phone) =>
        phone is ['+', _, _, _, _, _, _, _, ..] && phone.Length <= 16 && phone.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0
        && (!phone.StartsWith("+44", StringComparison.Ordinal) || (phone.StartsWith("+447", StringComparison.Ordinal) && phone[4] != '0'));
}
