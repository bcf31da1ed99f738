using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>Texts change while the host runs. An invalid file is refused and its last good version stays in use.</summary>
public sealed class LiveReloadTests : IDisposable
{
    private readonly TextFolder folder = new();

    public LiveReloadTests() => folder.Write("national", "en", "coach-check-in.sms.scriban", "First {{ reference }}\n");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_changed_file_is_used_at_once_and_others_stay_compiled()
    {
        folder.Write("national", "en", "limit-reached.sms.scriban", "Stays {{ length }}\n");
        var before = folder.Library.Current.Find("national", "en")!.Templates["limit-reached.sms"];

        folder.Write("national", "en", "coach-check-in.sms.scriban", "Second {{ reference }}\n");

        Assert.StartsWith("Second", Text(), StringComparison.Ordinal);
        Assert.Same(before, folder.Library.Current.Find("national", "en")!.Templates["limit-reached.sms"]);
    }

    [Fact]
    public void A_file_that_turns_bad_is_refused_by_name_and_line_and_the_last_good_one_goes_on()
    {
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);

        folder.Write("national", "en", "coach-check-in.sms.scriban", "Second\n{{ password }}\n");

        Assert.StartsWith("First", Text(), StringComparison.Ordinal);
        var error = Assert.Single(folder.Library.Current.Errors);
        Assert.StartsWith("national/templates/en/coach-check-in.sms.scriban(2): There is no field 'password'.", error.ToString(), StringComparison.Ordinal);
        Assert.True(error.HasLastGood);

        folder.Write("national", "en", "coach-check-in.sms.scriban", "Third {{ reference }}\n");

        Assert.StartsWith("Third", Text(), StringComparison.Ordinal);
        Assert.Empty(folder.Library.Current.Errors);
    }

    [Fact]
    public void Bad_words_of_reasons_approvals_and_languages_are_refused_alike()
    {
        folder.Write("national", "en", "reasons.json", """{ "reasons": { "minimum-age": "Over {{ limit }}." } }""");
        var good = folder.Library.Current.Find("national", "en")!.Reasons;

        folder.Write("national", "en", "reasons.json", "{ \"reasons\": {\n\"minimum-age\": \"Over {{ age }}.\" } }");
        folder.Write("national", "en", "approvals.json", """{ "texts": { "coach-check-in.sms": { "state": "approved", "on": "2026-03-09" } } }""");
        folder.Write("national", "en", "questions.json", """{ "questions": { "a": { "ask": "x", "colour": "red" } } }""");
        folder.Write("national", "en", "notes.docx", "x");

        Assert.Same(good, folder.Library.Current.Find("national", "en")!.Reasons);
        var errors = folder.Library.Current.Errors.Select(error => error.ToString()).ToArray();
        Assert.Contains(errors,
            error => error.StartsWith("national/templates/en/reasons.json(2): 'minimum-age': There is no field 'age'.", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("approvals.json: 'coach-check-in.sms' is approved, so it says by whom", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("national/templates/en/questions.json(1): ", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("'.docx' is not the ending of a template", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ if areaPhone }}Call {{ areaPhone }}{{ end }}", "would be empty where nothing is known")]
    [InlineData("{{~## only a note ##~}}", "would be empty")]
    [InlineData("Look at http://workwell.example {{ reference }}", "write 'https://'")]
    public void What_the_sender_would_refuse_is_refused_when_it_is_read(string text, string says)
    {
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);

        folder.Write("national", "en", "coach-check-in.sms.scriban", text + "\n");

        var error = Assert.Single(folder.Library.Current.Errors);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.True(error.HasLastGood);
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_message_of_too_many_parts_is_refused_when_it_is_read()
    {
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);

        folder.Write("national", "en", "coach-check-in.sms.scriban", "{{ reference }} " + new string('a', 1000) + "\n");

        Assert.Equal("The text message would take 7 parts; 6 are the most.", Assert.Single(folder.Library.Current.Errors).Message);
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("english")]
    [InlineData("en_GB")]
    [InlineData("EN")]
    [InlineData("zz")]
    public void A_folder_that_is_not_a_language_is_refused_by_name(string language)
    {
        folder.Write("national", language, "coach-check-in.sms.scriban", "x {{ reference }}\n");

        Assert.StartsWith($"national/templates/{language}: '{language}' is not the tag of a language", Assert.Single(folder.Library.Current.Errors).ToString(),
            StringComparison.Ordinal);
        Assert.Null(folder.Library.Current.Find("national", language));
    }

    [Theory]
    [InlineData("utf-16", 0, "saved as UTF-16")]
    [InlineData("utf-16BE", 0, "saved as UTF-16")]
    [InlineData("latin1", 2, "not UTF-8: the file is saved in another encoding, such as Latin-1")]
    public void A_file_in_another_encoding_is_refused_and_never_guessed(string encoding, int line, string says)
    {
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);
        var bytes = System.Text.Encoding.GetEncoding(encoding);
        File.WriteAllBytes(folder.PathOf("national", "en", "coach-check-in.sms.scriban"),
            [.. bytes.GetPreamble(), .. bytes.GetBytes("Second {{ reference }}\nZoë\n")]);
        folder.Library.Reload();

        var error = Assert.Single(folder.Library.Current.Errors);
        Assert.Equal(line, error.Line);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("First", Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"coach-check-in.smss\": { \"state\": \"drafted\", \"on\": \"2026-03-09\" }", "There is no text 'coach-check-in.smss' beside this file")]
    [InlineData("\"coach-check-in.sms\": { \"state\": \"approved\", \"on\": \"2999-01-01\", \"by\": \"Demo Approver\", \"hash\": \"0123456789abcdef\" }",
        "a day that has not come")]
    public void Approvals_of_nothing_and_of_another_day_are_refused(string entry, string says)
    {
        folder.Write("national", "en", "approvals.json", $"{{ \"texts\": {{ {entry} }} }}");

        var error = Assert.Single(folder.Library.Current.Errors);
        Assert.Equal("national/templates/en/approvals.json", error.File);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_approval_whose_text_is_taken_away_is_noticed_though_its_own_file_is_the_same()
    {
        folder.Write("national", "en", "limit-reached.sms.scriban", "Stays {{ length }}\n");
        folder.Write("national", "en", "approvals.json", """{ "texts": { "limit-reached.sms": { "state": "drafted", "on": "2026-03-09" } } }""");
        Assert.Empty(folder.Library.Current.Errors);

        File.Delete(folder.PathOf("national", "en", "limit-reached.sms.scriban"));
        folder.Library.Reload();

        Assert.Contains("There is no text 'limit-reached.sms'", Assert.Single(folder.Library.Current.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_that_turn_bad_go_on_as_the_words_that_were_approved()
    {
        folder.Write("national", "gu", "questions.json", """{ "questions": { "a": { "ask": "ક?" } } }""");
        Assert.Null(new TextApprovals(folder.Library).Approve("national", "gu", ["questions"], "Demo Approver", new DateOnly(2026, 3, 9)));

        folder.Write("national", "gu", "questions.json", "{");

        Assert.Equal("ક?", folder.Library.Current.QuestionFor("test", "gu", "a", onlyApproved: true)!.Value.Words.Ask);
    }

    [Fact]
    public void An_areas_own_words_that_were_never_good_stop_the_message_and_the_national_ones_do_not_step_in()
    {
        folder.Write("test", "en", "coach-check-in.sms.scriban", "{{ password }}\n");

        Assert.Equal("communications.text-refused", Assert.IsType<RenderOutcome.Failed>(Render()).Problem.Code);
    }

    [Fact]
    public async Task A_running_host_notices_a_changed_file_by_itself()
    {
        using var watch = new TemplateFileWatcher(folder.Library);
        await watch.StartAsync(CancellationToken.None);
        var read = new TaskCompletionSource();
        folder.Library.Changed += (_, _) => read.TrySetResult();

        await File.WriteAllTextAsync(folder.PathOf("national", "en", "coach-check-in.sms.scriban"), "Noticed {{ reference }}\n");
        await read.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.StartsWith("Noticed", Text(), StringComparison.Ordinal);
    }

    private RenderOutcome Render() => Given.Renderer(folder.Library).Render(Given.Message("coach-check-in", "en", Channel.Sms));

    private string Text() => Assert.IsType<RenderOutcome.Rendered>(Render()).Message.Text;
}
