using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>Words change while the host runs. A mistake in one file is refused, and what was good before goes on.</summary>
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
        Assert.True(error.GoesOnWithLastGood);

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
        Assert.Contains(errors, error => error.StartsWith("national/templates/en/reasons.json(2): 'minimum-age': There is no field 'age'.", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("approvals.json: 'coach-check-in.sms' is approved, so it says by whom", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("national/templates/en/questions.json(1): ", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("'.docx' is not the ending of a template", StringComparison.Ordinal));
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
