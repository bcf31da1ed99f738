using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Tests.Templates;

public sealed class TemplateRulesTests
{
    [Theory]
    [InlineData("Hello {{name}},", 3, "There is no field 'name'. This message has: ")]
    [InlineData("Hello\n\n{{#if phone}}x{{/if}}", 5, "There is no field 'phone'.")]
    [InlineData("Hello\n{{areaPhone}}", 4, "'areaPhone' may be empty")]
    [InlineData("{{#if areaPhone}}\nx\n{{else}}\n{{areaPhone}}\n{{/if}}", 6, "'areaPhone' may be empty")]
    [InlineData("Read {{#if link}}{{link}}.{{/if}}", 3, "A link ends its line")]
    [InlineData("{{#if reference}}\nx", 3, "'{{#if reference}}' is never ended.")]
    [InlineData("{{{reference}}}", 3, "is not allowed")]
    [InlineData("a\n{{#if reference}}x\n{{/if}}", 4, "A block begins and ends on one line")]
    [InlineData("say ((reference))", 3, "'((' means a field to GOV.UK Notify")]
    public void A_mistake_is_named_by_line_and_says_what_to_do(string body, int line, string says)
    {
        var fault = Read("outcome-question.email.txt", $"Subject: Hello\n\n{body}\n").First();

        Assert.Equal(line, fault.Line);
        Assert.Contains(says, fault.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{#if link}}Tell us: {{link}}{{else}}We will ask.{{/if}}")]
    [InlineData("{{#if link}}\nTell us: {{link}}\n{{/if}}\nBye")]
    [InlineData("{{#if areaPhone}}{{#if link}}{{areaPhone}} {{link}}{{/if}}{{/if}}")]
    [InlineData("{{#unless areaPhone}}no phone{{else}}{{areaPhone}}{{/unless}}")]
    [InlineData("{{! a note for translators }}{{!-- {{anything}} --}}{{reference}}")]
    public void What_is_right_is_accepted(string body) => Assert.Empty(Read("outcome-question.email.txt", $"Subject: Hello\n\n{body}\n"));

    [Theory]
    [InlineData("no-such-message.sms", "There is no message type")]
    [InlineData("outcome-question.fax", "is not a channel")]
    [InlineData("outcome-question", "says no channel")]
    [InlineData("one-time-code.letter", "never goes by letter")]
    [InlineData("offer-nudge.sms", "never goes by sms")]
    public void A_file_that_no_message_would_use_is_refused_by_its_name(string name, string says)
    {
        Assert.Contains(says, Read(name, "Subject: x\n\nx\n").Single().Says, StringComparison.Ordinal);
    }

    [Fact]
    public void An_email_and_a_letter_begin_with_their_subject()
    {
        Assert.Equal(1, Read("outcome-question.email.txt", "Hello\n").Single().Line);
        Assert.Equal(1, Read("coach-check-in.letter", "Subject: Hello\nHello\n").Single().Line);
        Assert.Empty(Read("outcome-question.sms", "Hello {{reference}}\n"));
    }

    private static IReadOnlyList<TemplateFault> Read(string name, string source) => TemplateFile.Read(name, source, new HandlebarsEngine()).Faults;
}
