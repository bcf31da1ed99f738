using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Rendering;

/// <summary>Chooses the channel before rendering, from preference, opt-outs, failed addresses and message type.</summary>
internal readonly record struct ChannelChoice(Channel Channel, string? To, string? Suppressed)
{
    private static readonly Channel[] All = Enum.GetValues<Channel>();

    /// <summary>Chooses for a person.</summary>
    /// <param name="type">The message's type.</param>
    /// <param name="details">How the person is reached.</param>
    /// <param name="tried">Channels on which this message has failed.</param>
    /// <param name="takesTexts">Whether the area sends text messages to a number; null: to any that takes them.</param>
    public static ChannelChoice For(
        MessageType type, ContactDetails details, IReadOnlyList<Channel> tried, Func<string?, bool>? takesTexts = null)
    {
        // A number that the area sends no text messages to is none for this purpose.
        if (takesTexts?.Invoke(details.Phone) == false) details = details with { Phone = null };
        Channel[] dead = [.. tried, .. details.Undeliverable];
        if (details.Contact.Preferred is { } wish && type.Channels.Contains(wish) && IsOpen(wish, details, dead))
            return new(wish, Address(wish, details), null);
        for (var i = 0; i < type.Channels.Count; i++)
        {
            if (IsOpen(type.Channels[i], details, dead)) return new(type.Channels[i], Address(type.Channels[i], details), null);
        }
        return new(default, null, ReasonForNone(type, details, dead));
    }

    /// <summary>Chooses for an e-mail address or telephone number without a card.</summary>
    public static ChannelChoice For(MessageType type, string? address, IReadOnlyList<Channel> dead, Func<string?, bool>? takesTexts = null)
    {
        var channel = PhoneNumber.TakesTexts(address) ? Channel.Sms : Channel.Email;
        if (channel == Channel.Sms && takesTexts?.Invoke(address) == false) return new(default, null, SuppressedBecause.NoChannel);
        var to = channel == Channel.Sms ? address : EmailAddress.Read(address).Address;
        if (to is null || dead.Contains(channel)) return new(default, null, SuppressedBecause.NoChannel);
        return type.Channels.Contains(channel) ? new(channel, to, null) : new(default, null, SuppressedBecause.TypeNotForChannel);
    }

    private static bool IsOpen(Channel channel, ContactDetails details, IReadOnlyList<Channel> dead) =>
        !dead.Contains(channel) && !details.Contact.Stopped.Contains(channel) && HasAddress(channel, details);

    private static string ReasonForNone(MessageType type, ContactDetails details, IReadOnlyList<Channel> dead)
    {
        var addressed = All.Where(channel => HasAddress(channel, details)).ToArray();
        var allowed = addressed.Where(type.Channels.Contains).ToArray();
        if (allowed.Any(channel => !dead.Contains(channel))) return SuppressedBecause.Stopped;
        return addressed.Length > 0 && allowed.Length == 0 ? SuppressedBecause.TypeNotForChannel : SuppressedBecause.NoChannel;
    }

    private static bool HasAddress(Channel channel, ContactDetails details) => channel switch
    {
        Channel.Email => EmailAddress.Read(details.Email).Address is not null,
        Channel.Sms => PhoneNumber.TakesTexts(details.Phone),
        _ => PostalAddress.CanBePosted(details.AddressLines),
    };

    private static string? Address(Channel channel, ContactDetails details) => channel switch
    {
        Channel.Email => EmailAddress.Read(details.Email).Address,
        Channel.Sms => details.Phone,
        _ => string.Join('\n', details.AddressLines.Select(FieldText.OneLine).Where(line => line.Length > 0)),
    };
}
