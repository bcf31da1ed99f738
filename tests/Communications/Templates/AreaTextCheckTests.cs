using WorkWell.Areas.Sdk;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.Platform;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>What check-areas reports about an area's texts.</summary>
public sealed class AreaTextCheckTests : IDisposable
{
    private readonly TextFolder folder = new();

    public AreaTextCheckTests() => folder.AddShipped();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_area_on_the_shipped_words_serves_and_hears_what_nobody_has_approved()
    {
        var errors = Check(Given.Area with { Languages = ["en", "gu", "ar"] });

        Assert.All(errors, finding => Assert.True(finding.IsAdvice, finding.ToString()));
        Assert.Contains(errors,
            finding => finding.Says.Contains("texts in 'gu' are approved by nobody yet. Until they are, people get English", StringComparison.Ordinal));
        Assert.Contains(errors,
            finding => finding.Says.Contains("texts in 'en' are approved by nobody yet. English is sent all the same", StringComparison.Ordinal));
    }

    [Fact]
    public void An_area_that_sends_drafts_can_be_told_from_one_that_does_not()
    {
        var errors = Check(Given.Area with { Languages = ["en", "ar"] }, requireApproval: false);

        Assert.Contains(errors,
            finding => finding.Says.Contains("They are sent as drafts (Communications:RequireApproval is off for this area).", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, finding => finding.Says.Contains("'gu'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_without_english_refuses_the_area_and_one_without_a_translation_does_not()
    {
        File.Delete(folder.PathOf("national", "en", "one-time-code.sms.scriban"));
        File.Delete(folder.PathOf("national", "gu", "coach-check-in.sms.scriban"));

        var errors = Check(Given.Area with { Languages = ["en", "gu", "pl"] });

        Assert.Equal("There are no words in 'en' for one-time-code by sms.", Assert.Single(errors, finding => !finding.IsAdvice).Says);
        Assert.Contains(errors, finding => finding.Says == "There are no words in 'gu' for coach-check-in by sms.");
        Assert.Contains(errors, finding => finding.Says == "There are no words in 'pl' for any message.");
    }

    [Fact]
    public void A_bad_file_of_its_own_refuses_the_area_and_leaves_others_alone()
    {
        folder.Write("test", "en", "coach-check-in.sms.scriban", "Hello\n{{ password }}\n");

        var error = Assert.Single(Check(Given.Area), finding => !finding.IsAdvice);

        Assert.Equal(("config/areas/test/templates/en/coach-check-in.sms.scriban", 2), (error.File, error.Line));
        Assert.DoesNotContain(Check(Given.Area with { Code = "other" }), finding => !finding.IsAdvice);
    }

    [Fact]
    public void A_reason_the_rules_can_give_needs_words()
    {
        var errors = Check(Given.Area,
            rules: new EligibilityRules(
            [new Rule("has-a-hat", EvidenceLevel.Stated, "A test", _ => Answer.Unknown)],
            priorities: [new Rule("keen", EvidenceLevel.Stated, "A test", _ => Answer.Yes)]));

        var error = Assert.Single(errors, finding => !finding.IsAdvice);
        Assert.Equal("There are no words in 'en' for the reasons: has-a-hat, has-a-hat-unknown, keen.", error.Says);
    }

    [Fact]
    public void A_question_and_each_of_its_options_needs_words()
    {
        folder.Write("test", "en", "questions.json", """{ "questions": { "hat": { "ask": "Which hat?", "options": { "red": "Red" } } } }""");

        var errors = Check(Given.Area, questions: [new("hat", QuestionKind.One) { Options = ["red", "blue"] }, new("shoes", QuestionKind.YesNo)]);

        Assert.Equal("There are no words in 'en' for: hat/blue, shoes.", Assert.Single(errors, finding => !finding.IsAdvice).Says);
    }

    [Fact]
    public void A_question_without_words_for_those_who_refer_others_is_said_with_what_it_costs()
    {
        folder.Write("test", "en", "questions.json", """
            { "questions": { "hat": { "ask": "Do you have a hat?" },
              "shoes": { "ask": "Do you have shoes?", "them": { "ask": "Does the person have shoes?" } } } }
            """);
        folder.Write("test", "gu", "questions.json", """{ "questions": { "hat": { "ask": "ટોપી?" }, "shoes": { "ask": "બૂટ?" } } }""");

        var found = Check(Given.Area with { Languages = ["en", "gu"] }, questions: [new("hat", QuestionKind.YesNo), new("shoes", QuestionKind.YesNo),
            new("coat", QuestionKind.YesNo) { ReferralSources = [ReferralSource.Self] }]);

        Assert.Contains(found, finding => finding is { IsAdvice: true, File: "config/areas/test/templates/en/questions.json",
            Says: "Whoever refers somebody is not asked: hat. Add \"them\" with the words for them." });
        Assert.Contains(found, finding => finding is { IsAdvice: true, File: "config/areas/test/templates/gu/questions.json",
            Says: "Whoever refers somebody is asked in English at most: hat, shoes. Add \"them\" with the words for them." });
    }

    [Fact]
    public void A_long_text_message_and_a_translation_left_behind_are_advice()
    {
        folder.Write("test", "en", "coach-check-in.sms.scriban", "{{ reference }} " + new string('a', 460) + "\n");
        folder.Write("national", "en", "limit-reached.sms.scriban", "New words {{ length }} {{ reference }}\n");

        var errors = Check(Given.Area with { Languages = ["en", "gu"] });

        Assert.Contains(errors,
            finding => finding is { IsAdvice: true, File: "config/areas/test/templates/en/coach-check-in.sms.scriban" }
            && finding.Says.Contains("takes 4 parts", StringComparison.Ordinal));
        Assert.Contains(errors, finding => finding is { IsAdvice: true, Says: "Translated from an older English text: national/limit-reached.sms." });
    }

    [Fact]
    public void Every_message_is_rendered_as_the_sender_would_and_what_it_would_refuse_refuses_the_area()
    {
        folder.Write("test", "en", "coach-check-in.sms.scriban", "{{ serviceName }} {{ serviceName }} {{ reference }}\n");

        var errors = Check(Given.Area with { ServiceName = new string('a', 600) }).Where(finding => !finding.IsAdvice).ToArray();

        Assert.Contains(errors,
            error => error is { File: "config/areas/test/templates/en/coach-check-in.sms.scriban",
            Says: "Nobody could be sent this: A 'coach-check-in' text message would take 8 parts; 6 are the most." });
    }

    [Fact]
    public void A_web_address_that_cannot_stand_in_a_message_refuses_the_area()
    {
        var error = Assert.Single(Check(Given.Area with { Contact = new() { Web = "our web page" } }), finding => !finding.IsAdvice);

        Assert.Contains("'contact.web' is not a web address", error.Says, StringComparison.Ordinal);
    }

    private IReadOnlyList<ValidationError> Check(
        AreaSettings settings, bool requireApproval = true, IEligibility? rules = null, IReadOnlyList<ExtraQuestion>? questions = null)
    {
        var check = new AreaTextCheck(Given.Library(folder.Areas), Given.Policy(new ApprovalSettings { RequireApproval = requireApproval }));
        return [.. check.Check(Given.AreaOf(settings, rules, questions), folder.Config)];
    }
}
