using System.Text.Json;
using System.Text.RegularExpressions;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Languages;

/// <summary>An error says first what to do. "This is wrong" leaves people where they were.</summary>
public sealed partial class ErrorWordsTests
{
    // Every one tells the reader to do something; a new error may need a new one. Gujarati has the verb at the end of the first sentence.
    private static readonly Dictionary<string, string[]> Verbs = new()
    {
        ["en"] = ["Add", "Answer", "Check", "Choose", "Correct", "Give", "Keep", "Leave", "Make", "Put", "Save", "Say", "Send", "Take", "Try", "Type", "Use",
            "Wait", "Write"],
        ["gu"] = ["આપો", "ઉમેરો", "છોડો", "જુઓ", "તપાસો", "દો", "નાખો", "પસંદ", "બનાવો", "મૂકો", "મોકલો",
            "રાખો", "રાહ", "લખો", "વાપરો", "સાચવો", "સુધારો"],
        ["ar"] = ["أبقِ", "أجب", "احذف", "احفظ", "اختر", "أرسل", "أزل", "استخدم", "أضف", "أعطِ", "اكتب", "اكتبه", "انتظر",
            "اترك", "اجعل", "تحقق", "جرّب", "صحّح", "ضع"],
    };

    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public void Every_error_of_a_form_begins_with_what_to_do(string language)
    {
        var errors = (
            from file in new[] { "errors", "fields", "refer", "doors", "later", "bulk", "help" }
            let words = Read(language, file)
            from key in Read("en", file).Keys
            where IsError(file, key)
            select (Key: $"{file}.{key}", Says: words.GetValueOrDefault(key) ?? "")).ToArray();
        Assert.True(errors.Length > 120, $"Only {errors.Length} errors were found.");
        Assert.Equal([], errors.Where(error => !BeginsWithWhatToDo(error.Says, language)).Select(error => $"{error.Key}: {error.Says}"));
    }

    private static bool BeginsWithWhatToDo(string says, string language) => language == "gu"
        ? says.Split(". ")[0].Split([' ', ',', '.', ':', '(']).Any(Verbs["gu"].Contains)
        : Verbs[language].Contains(says.Split(' ')[0]);

    private static bool IsError(string file, string key) => file switch
    {
        "errors" => key is not ("title-prefix" or "error" or "summary"),
        // These two are the answer of a service that is closed: nothing was wrong.
        "fields" => key is not ("door-closed" or "doors-closed"),
        "bulk" => key is "door-missing" or "key-missing" or "key-wrong" || key.StartsWith("cell-", StringComparison.Ordinal)
            || (key.StartsWith("file-", StringComparison.Ordinal) && key != "file-hint"),
        "help" => key == "words-unknown" || key.StartsWith("unknown-", StringComparison.Ordinal),
        _ => AnError.IsMatch(key),
    };

    private static Dictionary<string, string> Read(string language, string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Checkout.Path("config", "texts", language, $"{file}.json")))!;

    [GeneratedRegex("(^|-)(missing|wrong|date-old|future|letters|not-one|not-found|choose|needed|many|not-mobile|all|hidden|unreadable|symbol)(-them)?$")]
    private static partial Regex AnError { get; }
}
