using WorkWell.Communications.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Communications.Features;

/// <summary>What staff read of a message.</summary>
internal static class MessageWords
{
    /// <summary>What the message is for.</summary>
    public static Text PurposeOf(MessageView message) => MessageTypes.Find(message.Type)?.Purpose ?? message.Type;

    /// <summary>Why it waits: its state, and the reason where it has words of its own, else as a code.</summary>
    public static Text WhyHeld(ITexts texts, MessageView message)
    {
        if (message.State == MessageState.Unconfirmed) return texts["staff.message-unconfirmed"];
        return message.Reason is not { } reason ? texts["staff.message-failed"]
            : texts.Has($"staff.reason-{reason}") ? texts[$"staff.reason-{reason}"] : texts["staff.reason-other", ("code", reason)];
    }
}
