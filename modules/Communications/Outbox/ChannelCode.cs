using WorkWell.People.Contracts;

namespace WorkWell.Communications.Outbox;

/// <summary>Channels as they are stored.</summary>
internal static class ChannelCode
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Sms => "sms",
        _ => "letter",
    };

    public static Channel Read(string code) => code switch
    {
        "email" => Channel.Email,
        "sms" => Channel.Sms,
        _ => Channel.Letter,
    };
}
