using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Tests.Templates;

public sealed class TemplateRulesTests
{
    [Theory]
    [InlineData("Hello {{ name }},", 3, "There is no field 'name'. This message has: ")]
    [InlineData("Hello\n\n{{ if phone }}x{{ end }}", 5, "There is no field 'phone'.")]
    [InlineData("Hello\n{{ areaPhone }}", 4, "'areaPhone' may be empty")]
    [InlineData("{{~ if areaPhone ~}}\nx\n{{~ else ~}}\n{{ areaPhone }}\n{{~ end ~}}", 6, "'areaPhone' may be empty")]
    [InlineData("Read {{ if link }}{{ link }}.{{ end }}", 3, "A link ends its line")]
    [InlineData("{{~ if reference ~}}\nx", 3, "'{{~ if reference ~}}' is never ended.")]
    [InlineData("{{{ reference }}}", 3, "is not allowed")]
    [InlineData("a\n{{ if reference }}x\n{{~ end ~}}", 4, "A block begins and ends on one line")]
    [InlineData("{{ if reference }}\nx\n{{~ end ~}}", 3, "write '{{~ if reference ~}}'")]
    [InlineData("Hello {{~ reference ~}} you", 3, "leave out the '~'")]
    [InlineData("a\n{{#if areaPhone}}\nCall us.\n{{/if}}", 4, "is only a note to the engine, and what it should decide would vanish")]
    [InlineData("a {{# if areaPhone }}", 3, "is only a note to the engine")]
    [InlineData("a\nb {{/if}}", 4, "is not allowed. Use {{ field }}, {{ if field }}")]
    [InlineData("say ((reference))", 3, "'((' means a field to GOV.UK Notify")]
    public void A_mistake_is_named_by_line_and_says_what_to_do(string body, int line, string says)
    {
        var error = Read("outcome-question.email.txt", $"Subject: Hello\n\n{body}\n").First();

        Assert.Equal(line, error.Line);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ if link }}Tell us: {{ link }}{{ else }}We will ask.{{ end }}")]
    [InlineData("{{~ if link ~}}\nTell us: {{ link }}\n{{~ end ~}}\nBye")]
    [InlineData("{{ if areaPhone }}{{ if link }}{{ areaPhone }} {{ link }}{{ end }}{{ end }}")]
    [InlineData("{{ if !areaPhone }}no phone{{ else }}{{ areaPhone }}{{ end }}")]
    [InlineData("{{## a note for translators ##}}{{ reference }}")]
    [InlineData("{{~## a note on its own line ##~}}\n{{ reference }}")]
    public void What_is_right_is_accepted(string body) => Assert.Empty(Read("outcome-question.email.txt", $"Subject: Hello\n\n{body}\n"));

    [Theory]
    [InlineData("no-such-message.sms", "There is no message type")]
    [InlineData("outcome-question.fax", "is not a channel")]
    [InlineData("outcome-question", "says no channel")]
    [InlineData("one-time-code.letter", "never goes by letter")]
    [InlineData("offer-nudge.sms", "never goes by sms")]
    public void A_file_that_no_message_would_use_is_refused_by_its_name(string name, string says)
    {
        Assert.Contains(says, Read(name, "Subject: x\n\nx\n").Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_email_and_a_letter_begin_with_their_subject()
    {
        Assert.Equal(1, Read("outcome-question.email.txt", "Hello\n").Single().Line);
        Assert.Equal(1, Read("coach-check-in.letter", "Subject: Hello\nHello\n").Single().Line);
        Assert.Empty(Read("outcome-question.sms", "Hello {{ reference }}\n"));
    }

    private static IReadOnlyList<TextValidationError> Read(string name, string source) => TemplateFile.Read(name, source).Errors;
}
