using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>Do you need any of these: an interpreter, British Sign Language, large print, easy read?</summary>
internal sealed class AskSupportModel : ReferPage
{
    public const string Interpreter = "interpreter";

    private static readonly string[] All = [Interpreter, "bsl", "large-print", "easy-read"];

    [BindProperty]
    public string[] Support { get; set; } = [];

    protected override string Key => "support";

    public static IEnumerable<string> Of(ContactInput contact) => contact.NeedsInterpreter ? contact.Formats.Prepend(Interpreter) : contact.Formats;

    protected override void Show(DraftAnswers answers)
    {
        Support = [.. Of(answers.Given.Person.Contact)];
        if (Support.Length == 0 && answers.Has(Key)) Support = ["none"];
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var chosen = ReadChoices(nameof(Support), Support, All);
        return answers => answers.GiveContact(
            contact => contact with { NeedsInterpreter = chosen.Contains(Interpreter), Formats = [.. chosen.Where(format => format != Interpreter)] });
    }
}
