using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>The choice of texts: the area's before the national, the reader's language before English, approved before draft.</summary>
public sealed class MessageWordsTests : IDisposable
{
    private readonly TextFolder folder = new();

    public MessageWordsTests()
    {
        Text("national", "en", "coach-check-in.sms", "National English {{ reference }}");
        Text("national", "gu", "coach-check-in.sms", "રાષ્ટ્રીય {{ reference }}");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_areas_own_words_come_before_the_national_ones_in_that_language()
    {
        Text("test", "en", "coach-check-in.sms", "Our English {{ reference }}");

        Assert.StartsWith("Our English", Render("en").Text, StringComparison.Ordinal);
        Assert.StartsWith("રાષ્ટ્રીય", Render("gu").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gu", "gu")]
    [InlineData("gu-IN", "gu")]
    [InlineData("pl", "en")]
    [InlineData("", "en")]
    [InlineData("en-GB", "en")]
    public void A_language_without_words_falls_back_and_the_message_says_what_it_is_in(string asked, string given)
    {
        Assert.Equal(given, Render(asked).Language);
    }

    [Fact]
    public void What_was_sent_can_be_told_from_its_version()
    {
        Assert.Equal($"national/gu/coach-check-in.sms@{TextHash.Of("રાષ્ટ્રીય {{ reference }}\n")[..8]}", Render("gu").TemplateVersion);
    }

    [Fact]
    public void A_translation_that_nobody_approved_waits_and_people_get_english()
    {
        Assert.Equal("en", Render("gu", requireApproval: true).Language);

        Assert.Null(new TextApprovals(folder.Library).Approve("national", "gu", ["coach-check-in.sms"], "Demo Approver", new DateOnly(2026, 3, 9)));

        Assert.Equal("gu", Render("gu", requireApproval: true).Language);
    }

    [Fact]
    public void A_text_that_changes_after_it_was_approved_is_a_draft_again()
    {
        var approvals = new TextApprovals(folder.Library);
        approvals.Approve("national", "gu", ["coach-check-in.sms"], "Demo Approver", new DateOnly(2026, 3, 9));

        Text("national", "gu", "coach-check-in.sms", "બદલાયેલું {{ reference }}");

        Assert.Equal("en", Render("gu", requireApproval: true).Language);
        Assert.Equal(TextState.ChangedSinceApproval, approvals.All().Single(text => text is { Language: "gu", Text: "coach-check-in.sms" }).State);
    }

    [Fact]
    public void One_area_may_send_drafts_while_the_others_wait()
    {
        var policy = Given.Policy(new ApprovalSettings { Areas = { ["demo"] = new AreaApprovalSettings { RequireApproval = false } } });

        Assert.False(policy.RequiredIn("demo"));
        Assert.True(policy.RequiredIn("llr"));
    }

    [Fact]
    public void A_message_is_in_one_language_throughout_so_a_reason_without_words_takes_it_to_english()
    {
        Text("national", "en", "referral-needs-review.sms", "English {{ for item in reasons }}{{ item }}{{ end }}");
        Text("national", "gu", "referral-needs-review.sms", "ગુજરાતી {{ for item in reasons }}{{ item }}{{ end }}");
        folder.Write("national", "en", "reasons.json", """{ "reasons": { "minimum-age": "Over {{ limit }}.", "lives-in-area": "Here." } }""");
        folder.Write("national", "gu", "reasons.json", """{ "reasons": { "lives-in-area": "અહીં." } }""");
        var message = Given.Message("referral-needs-review", "gu", Channel.Sms) with { Advice = [] };

        Assert.Equal("ગુજરાતી અહીં.", Rendered(message with { Reasons = [new("lives-in-area")] }).Text);
        Assert.Equal("English Here.Over 18.", Rendered(message with { Reasons = [new("lives-in-area"), new("minimum-age", Given.Limit(18))] }).Text);
    }

    [Fact]
    public void A_reason_nobody_has_words_for_stops_the_message_instead_of_leaving_it_out()
    {
        Text("national", "en", "referral-needs-review.sms", "English {{ for item in reasons }}{{ item }}{{ end }}");
        folder.Write("national", "en", "reasons.json", """{ "reasons": { "minimum-age": "Over {{ limit }}." } }""");

        foreach (var reason in new Areas.Sdk.Reason[] { new("no-such-reason"), new("minimum-age") })
        {
            var outcome = Given.Renderer(folder.Library)
                .Render(Given.Message("referral-needs-review", "en", Channel.Sms) with { Reasons = [reason], Advice = [] });
            Assert.Equal("communications.no-reason-words", Assert.IsType<RenderOutcome.Failed>(outcome).Problem.Code);
        }
    }

    [Fact]
    public void A_letter_nobody_has_written_says_what_the_email_says()
    {
        Text("national", "en", "coach-check-in.email.txt", "Subject: From the e-mail\n\nHello {{ givenName }}");

        Assert.Equal("From the e-mail", Render("en", Channel.Letter).Subject);

        Text("national", "en", "coach-check-in.letter", "Subject: From the letter\n\nDear {{ fullName }}");

        Assert.Equal("From the letter", Render("en", Channel.Letter).Subject);
        Assert.Null(Render("en", Channel.Letter).Html);
    }

    [Fact]
    public void A_text_message_that_would_take_too_many_parts_is_not_sent()
    {
        Text("national", "en", "coach-check-in.sms", "{{ serviceName }} {{ serviceName }} {{ reference }}");

        var outcome = Given.Renderer(folder.Library, area: Given.Area with { ServiceName = new string('a', 600) })
            .Render(Given.Message("coach-check-in", "en", Channel.Sms));

        Assert.Equal("communications.text-too-long", Assert.IsType<RenderOutcome.Failed>(outcome).Problem.Code);
    }

    private void Text(string place, string language, string name, string text) => folder.Write(place, language, $"{name}.scriban", text + "\n");

    private RenderedMessage Render(string language, Channel by = Channel.Sms, bool requireApproval = false) =>
        Rendered(Given.Message("coach-check-in", language, by), requireApproval);

    private RenderedMessage Rendered(MessageToRender message, bool requireApproval = false) =>
        Given.Renderer(folder.Library, requireApproval).Render(message) is RenderOutcome.Rendered rendered ? rendered.Message
        : throw new InvalidOperationException("It was not rendered.");
}
