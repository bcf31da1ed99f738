using System.Text.Json;
using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Languages;

/// <summary>An error says first what to do. "This is wrong" leaves people where they were.</summary>
public sealed partial class ErrorWordsTests
{
    // Every one tells the reader to do something; a new error may need a new one.
    private static readonly string[] Verbs =
        ["Answer", "Check", "Choose", "Give", "Leave", "Make", "Say", "Send", "Take", "Try", "Type", "Use", "Wait", "Write"];

    [Fact]
    public void Every_error_of_a_form_begins_with_what_to_do()
    {
        var errors = (
            from file in new[] { "errors", "fields", "refer", "doors", "later" }
            from entry in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Checkout.Path("config", "texts", "en", $"{file}.json")))!
            where file switch
            {
                "errors" => entry.Key is not ("title-prefix" or "error" or "summary"),
                // These two are the answer of a service that is closed: nothing was wrong.
                "fields" => entry.Key is not ("door-closed" or "doors-closed"),
                _ => AnError.IsMatch(entry.Key),
            }
            select (Key: $"{file}.{entry.Key}", Says: entry.Value)).ToArray();
        Assert.True(errors.Length > 100, $"Only {errors.Length} errors were found.");
        Assert.DoesNotContain(errors, error => !Verbs.Contains(error.Says.Split(' ')[0]));
    }

    [GeneratedRegex("(^|-)(missing|wrong|date-old|future|letters|not-one|not-found|choose|needed|many|not-mobile|all|hidden|unreadable|symbol)(-them)?$")]
    private static partial Regex AnError { get; }
}
