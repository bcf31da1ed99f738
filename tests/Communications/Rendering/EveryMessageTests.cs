using System.Text;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>Every message type in every language on every allowed channel, with all fields and with only the required ones.</summary>
public sealed class EveryMessageTests
{
    private static readonly TemplateLibrary Library = Given.Library();

    public static TheoryData<string, string, string, bool> Every()
    {
        var every = new TheoryData<string, string, string, bool>();
        foreach (var type in MessageTypes.All)
        {
            foreach (var channel in type.Channels)
            {
                foreach (var language in new[] { "en", "gu", "ar" })
                {
                    every.Add(type.Code, channel.ToString(), language, true);
                    every.Add(type.Code, channel.ToString(), language, false);
                }
            }
        }
        return every;
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_message_is_whole_in_every_language(string type, string channel, string language, bool withOptional)
    {
        var by = Enum.Parse<Channel>(channel);
        var rendered = Render(type, by, language, withOptional);

        Assert.Equal((by, language), (rendered.Channel, rendered.Language));
        Assert.Equal(language == "ar", rendered.IsRightToLeft);
        Assert.Equal(by != Channel.Sms, rendered.Subject is not null);
        Assert.Equal(by == Channel.Email, rendered.Html is not null);
        foreach (var part in new[] { rendered.Subject, rendered.Text, rendered.Html }.OfType<string>())
        {
            Assert.NotEmpty(part);
            Assert.True(part.IsNormalized(NormalizationForm.FormC));
            Assert.DoesNotContain("{{", part, StringComparison.Ordinal);
            Assert.DoesNotContain("}}", part, StringComparison.Ordinal);
            Assert.DoesNotContain("((", part, StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFD', part);
            foreach (var sign in new[] { "Ã", "Â", "â€", "Ø§" }) Assert.DoesNotContain(sign, part, StringComparison.Ordinal);
        }
        Assert.DoesNotContain('\n', rendered.Subject ?? "");
        Assert.DoesNotContain("\n\n\n", rendered.Text, StringComparison.Ordinal);
        if (language == "en") Assert.DoesNotContain('\u2068', rendered.Text);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_message_mentions_what_it_was_given(string type, string channel, string language, bool withOptional)
    {
        var rendered = Render(type, Enum.Parse<Channel>(channel), language, withOptional);

        foreach (var field in MessageTypes.Find(type)!.Fields.Where(
            field => field.Kind is FieldKind.Reference && !(type == "outcome-question" && channel == "Sms")))
            Assert.Contains(field.Sample, rendered.Text, StringComparison.Ordinal);
        if (withOptional && rendered.Text.Contains("Hub", StringComparison.Ordinal)) Assert.Contains("Sähëlï Hub", rendered.Text, StringComparison.Ordinal);
        if (withOptional && rendered.Html?.Contains("Hub", StringComparison.Ordinal) == true)
            Assert.Contains("<bdi>Sähëlï Hub</bdi>", rendered.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_e_mail_is_large_for_whoever_asked_for_large_print_and_plain_for_others()
    {
        var plain = Given.Message(MessageTypes.Find("referral-received-eligible")!, "en", Channel.Email, withOptional: true);
        var large = plain with { Card = plain.Card! with { Contact = plain.Card.Contact with { Formats = [ContactFormats.LargePrint] } } };

        Assert.Contains("font-size:18pt", ((RenderOutcome.Rendered)Given.Renderer(Library).Render(large)).Message.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("18pt", ((RenderOutcome.Rendered)Given.Renderer(Library).Render(plain)).Message.Html, StringComparison.Ordinal);
    }

    private static RenderedMessage Render(string type, Channel by, string language, bool withOptional)
    {
        var outcome = Given.Renderer(Library).Render(Given.Message(MessageTypes.Find(type)!, language, by, withOptional));
        return outcome is RenderOutcome.Rendered rendered ? rendered.Message : throw new InvalidOperationException(outcome.ToString());
    }
}
