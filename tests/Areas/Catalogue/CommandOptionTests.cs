using WorkWell.Host.Commands;

namespace WorkWell.Areas.Tests;

/// <summary>An option that cannot be used is answered with a sentence that says what it takes.</summary>
public sealed class CommandOptionTests
{
    [Theory]
    [InlineData("--weeks takes a number from 1 to 520, not -3.", "rehearse", "--weeks", "-3")]
    [InlineData("--people takes a number from 1 to 2,000,000, not 0.", "rehearse", "--people", "0")]
    [InlineData("--from takes a day such as 2026-09-07, not \"yesterday\".", "rehearse", "--from", "yesterday")]
    [InlineData("--config is for invented cases at this terminal: a draft decides nothing that is stored.", "rehearse", "--stored", "--config", "drafts")]
    [InlineData("--since takes a day such as 2026-09-07, not \"01/09/2026\".", "replay", "--since", "01/09/2026")]
    public void It_says_what_it_takes(string says, params string[] args) =>
        Assert.Equal([says], AllCommands.Create().Parse(args).Errors.Select(error => error.Message));

    [Theory]
    [InlineData("rehearse", "--weeks", "13", "--from", "2026-09-07")]
    [InlineData("replay", "--since", "2026-09-01")]
    [InlineData("check-areas", "--area", "llr")]
    [InlineData("rehearse", "--area", "llr", "--config", "drafts")]
    public void What_can_be_used_has_no_errors(params string[] args) => Assert.Empty(AllCommands.Create().Parse(args).Errors);

    [Fact]
    public async Task Help_calls_the_program_what_people_call_it()
    {
        using var output = new StringWriter();
        await AllCommands.Create().Parse(["--help"]).InvokeAsync(new() { Output = output }, TestContext.Current.CancellationToken);
        Assert.Contains("workwell [command]", output.ToString(), StringComparison.Ordinal);
    }
}
