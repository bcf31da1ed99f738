using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Rendering;

/// <summary>Turns a message that is due into words for one channel, or says why it must not or cannot go.</summary>
internal sealed class MessageRenderer
{
    public RenderOutcome Render(MessageToRender message)
    {
        if (MessageTypes.Find(message.Type) is not { } type) return Failed("communications.unknown-type", $"There is no message type '{message.Type}'.");
        if (type.FirstMissing(message.Fields) is { } field) return Failed("communications.missing-field", $"A '{type.Code}' message needs the field '{field}'.");

        var choice = message.Card is { } card ? ChannelChoice.For(type, card, message.TriedAndDead) : ChannelChoice.For(type, message.Email, message.TriedAndDead);
        if (choice.Suppressed is { } reason) return new RenderOutcome.Suppressed(reason);

        return Failed("communications.no-template", $"There are no words for '{type.Code}' by {choice.Channel}.");
    }

    private static RenderOutcome.Failed Failed(string code, string says) => new(new Problem(code, 500, says));
}
