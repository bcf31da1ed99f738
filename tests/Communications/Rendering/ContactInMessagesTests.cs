using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Rendering;

/// <summary>Each message says how to reach the area, and offers no contact that is not there.</summary>
public sealed class ContactInMessagesTests
{
    private static readonly TemplateLibrary Library = Given.Library();

    // Goes to somebody who may be a stranger, or only carries a secret.
    private static readonly string[] WithoutReferral = ["address-replaced", "one-time-code", "save-and-return-link"];

    // Words that ask the reader to get in touch with us. A code is never to be told, and an answer page is no contact.
    private static readonly Dictionary<string, Regex> Asks = new()
    {
        ["en"] = new("tell us|talk to us first|get in touch:|call us|email us|answer here|ask here|Questions\\?"),
        ["gu"] = new("અમને જણાવો|અહીં જણાવો|જલદી જણાવો|ફોન કરી શકો|ઇમેઇલ કરી શકો|અહીં જવાબ આપો|અહીં પૂછો|પછી પૂછો"),
        ["ar"] = new("أخبرنا:|فأخبرنا|إخبارنا\\.|فتواصل معنا|الاتصال بنا|مراسلتنا|الرد هنا|فاسألوا هنا|اسأل بعد|للأسئلة"),
    };

    public static TheoryData<string, Channel, string> Every()
    {
        var every = new TheoryData<string, Channel, string>();
        // Whoever works here has the service's own ways.
        var types = MessageTypes.All.Where(type => !type.Code.StartsWith("staff-", StringComparison.Ordinal));
        foreach (var type in types.Where(type => type.Code is not ("one-time-code" or "outcome-question")))
        {
            foreach (var channel in type.Channels)
                foreach (var language in Asks.Keys) every.Add(type.Code, channel, language);
        }
        return every;
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_message_asks_to_get_in_touch_only_where_that_is_possible(string type, Channel channel, string language)
    {
        var silent = Given.Area with { Contact = new() };
        Assert.DoesNotMatch(Asks[language], Render(type, channel, language, silent));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Each_message_says_how_to_reach_the_area_and_the_person_where_to_see_their_own_referral(string type, Channel channel, string language)
    {
        var text = Render(type, channel, language, Given.Area);
        var isToPerson = MessageTypes.Find(type)!.For == Recipient.Participant;
        // The shortest texts are a code, a link or that it is over.
        if (channel != Channel.Sms || type is not ("save-and-return-link" or "withdrawn-confirmation"))
            Assert.Contains("0121 496 0000", text, StringComparison.Ordinal);
        if (isToPerson && !WithoutReferral.Contains(type) && !(channel == Channel.Sms && type == "withdrawn-confirmation"))
            Assert.Contains("https://workwell.example/my-referral", text, StringComparison.Ordinal);
        if (type == "withdrawn-confirmation") Assert.Contains("https://workwell.example/areas/test", text, StringComparison.Ordinal);
    }

    // Until partners and teams answer on a page, they are told whom to answer.
    [Theory]
    [InlineData("offer-to-partner")]
    [InlineData("offer-nudge")]
    [InlineData("urgent-flag")]
    public void An_offer_or_urgent_message_without_a_page_to_answer_on_says_whom_to_answer(string type)
    {
        var withoutLink = Given.Message(type) with { Fields = Given.Message(type).Fields.Where(field => field.Key != "link").ToDictionary() };
        foreach (var language in Asks.Keys)
        {
            var text = ((RenderOutcome.Rendered)Given.Renderer(Library).Render(withoutLink with { Language = language })).Message.Text;
            Assert.Matches(Asks[language], text);
            Assert.Contains("0121 496 0000", text, StringComparison.Ordinal);
        }
    }

    private static string Render(string type, Channel channel, string language, AreaSettings area) =>
        ((RenderOutcome.Rendered)Given.Renderer(Library, area: area).Render(Given.Message(MessageTypes.Find(type)!, language, channel, withOptional: false)
            with { Fields = FieldsOf(type) })).Message.Text;

    // As today: with no page to answer on.
    private static Dictionary<string, string> FieldsOf(string type) =>
        MessageTypes.Find(type)!.Fields.Where(field => field.Name != "link" || !field.IsOptional).ToDictionary(field => field.Name, field => field.Sample);
}
