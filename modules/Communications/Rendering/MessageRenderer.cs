using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Rendering;

/// <summary>Renders a due message for one channel, or gives the reason why it must not or cannot be sent.</summary>
internal sealed class MessageRenderer(TemplateLibrary library, IAreaCatalogue areas, ApprovalPolicy approvals, TextsAbroad abroad, Senders senders)
{
    /// <summary>GOV.UK Notify and most networks reject text messages with more parts.</summary>
    internal const int MaxSegments = 6;

    /// <summary>Renders one message.</summary>
    public RenderOutcome Render(MessageToRender message)
    {
        if (MessageTypes.Find(message.Type, areas.Ready.GetValueOrDefault(message.Area)?.Settings) is not { } type)
            return Failed("unknown-type", $"There is no message type '{message.Type}'.");
        if (type.FirstMissing(message.Fields) is { } field) return Failed("missing-field", $"A '{type.Code}' message needs the field '{field}'.");
        if (type.GreetsByName && message.Card is null) return Failed("missing-card", $"A '{type.Code}' message goes to a person, whose card is needed.");

        bool TakesTexts(string? number) => abroad.Takes(message.Area, number);
        var choice = message.Card is { } details ? ChannelChoice.For(type, details, message.TriedAndDead, TakesTexts)
            : ChannelChoice.For(type, message.Email, message.TriedAndDead, TakesTexts);
        if (choice.Suppressed is { } reason) return new RenderOutcome.Suppressed(reason);
        if (senders.Find(message.Area) is not { } sender) return Failed("area-not-ready", $"The area '{message.Area}' does not serve.");

        return Render(library.Current, message, type, choice, sender, approvals.RequiredIn(message.Area));
    }

    /// <summary>Renders a message from these texts for a chosen channel.</summary>
    internal static RenderOutcome Render(
        TemplateSet texts, MessageToRender message, MessageType type, ChannelChoice choice, SenderDetails sender, bool onlyApproved)
    {
        try
        {
            return Write(texts, message, type, choice, sender, onlyApproved);
        }
        catch (RenderRefusedException refused)
        {
            return Failed("render-refused", refused.Message);
        }
    }

    private static RenderOutcome Write(
        TemplateSet texts, MessageToRender message, MessageType type, ChannelChoice choice, SenderDetails sender, bool onlyApproved)
    {
        if (texts.IsRefused(message.Area, type, choice.Channel))
            return Failed("text-refused", $"The area's own words for '{type.Code}' are refused: check-areas says why.");

        var reasons = type.ListsReasons ? message.Reasons : [];
        var advice = type.ListsAdvice ? message.Advice : [];
        var words = texts.Choose(message.Area, message.Card?.Language ?? message.Language, type, choice.Channel, reasons.Concat(advice), onlyApproved);
        if (words is null) return Failed("no-words", $"There are no words for '{type.Code}' by {choice.Channel}.");

        if (MessageValues.Write(message, type, sender, words.Language, out var wrong) is not { } values)
            return Failed("bad-field", $"The field '{wrong}' of a '{type.Code}' message is not of its kind.");
        var render = ScribanRenderer.OfThisThread;
        var phrases = new Phrases(texts, message.Area, words.Language, sender.ServiceName, onlyApproved, render);
        if (type.ListsReasons) values.Add(TemplateFields.Reasons, phrases.Write(reasons));
        if (type.ListsAdvice) values.Add(TemplateFields.Advice, phrases.Write(advice));
        if (phrases.Missing is { } code)
            return Failed("no-reason-words", $"There are no words for the reason '{code}', or they mention a value that did not come with it.");

        var rendered = Write(choice, message, words, values, sender, render);
        if (rendered.Text.Length == 0) return Failed("empty-message", $"A '{type.Code}' message would be empty.");
        return rendered.Sms?.Segments > MaxSegments
            ? Failed("text-too-long", $"A '{type.Code}' text message would take {rendered.Sms.Segments} parts; {MaxSegments} are the most.")
            : new RenderOutcome.Rendered(rendered);
    }

    private static RenderedMessage Write(
        ChannelChoice choice, MessageToRender message, MessageWords words, MessageValues values, SenderDetails sender, ScribanRenderer render)
    {
        var (template, details) = (words.Template, message.Card);
        string Rendered(TemplateScript script, TemplateValues from, bool escapesHtml = false) =>
            render.Render(script, from, escapesHtml) is var text && MessageValues.HasName(message) ? text : WithoutGap(text);
        var subject = template.Subject is { } heading ? Rendered(heading, values.Text) : null;
        var text = Tidy(Rendered(template.Body, values.Text));
        var html = choice.Channel != Channel.Email ? null
            : EmailPage.Write(words.Language, sender.ServiceName, subject!, Rendered(words.Html?.Body ?? template.Html!, values.Html, escapesHtml: true),
            details?.Contact.Formats.Contains(ContactFormats.LargePrint) == true);
        SmsSize? size = null;
        if (choice.Channel == Channel.Sms) (text, size) = SmsSize.Fit(text);
        var name = MessageValues.FullName(details);
        return new(choice.Channel, choice.To!, name.Length > 0 ? name : null, words.Language.Tag, words.Language.RightToLeft, subject, text, html,
            words.Version)
        {
            Sms = size,
        };
    }

    // "Hello ," of somebody whose name is none to greet by.
    private static string WithoutGap(string text) =>
        text.Replace(" ,", ",", StringComparison.Ordinal).Replace(" ،", "،", StringComparison.Ordinal);

    // Omitted parts leave blank lines behind. No value contains a line break, so values are not affected.
    private static string Tidy(string text)
    {
        while (text.Contains("\n\n\n", StringComparison.Ordinal)) text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        return text.Trim('\n', ' ');
    }

    private static RenderOutcome.Failed Failed(string code, string says) => new(new Problem($"communications.{code}", 500, says));

    /// <summary>Writes reasons in one language, and remembers the first that has no text.</summary>
    private sealed class Phrases(TemplateSet texts, string area, LanguageFacts language, string serviceName, bool onlyApproved, ScribanRenderer render)
    {
        public string? Missing { get; private set; }

        public IReadOnlyList<string> Write(IReadOnlyList<Reason> reasons)
        {
            if (reasons.Count == 0) return [];
            var phrases = new List<string>(reasons.Count);
            foreach (var reason in reasons.Take(RenderLimits.Entries))
            {
                if (texts.ReasonsFor(area, language.Tag, reason.Code, onlyApproved) is { } words
                    && ReasonPhrases.Write(words, reason, language, serviceName, render) is { } phrase) phrases.Add(phrase);
                else Missing ??= reason.Code;
            }
            return phrases;
        }
    }
}
