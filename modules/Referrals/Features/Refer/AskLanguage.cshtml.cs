using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>In which language shall we write to you?</summary>
internal sealed class AskLanguageModel : ReferPage
{
    [BindProperty]
    public string? Language { get; set; }

    public IEnumerable<Choice> Languages =>
        T.Languages.Select(language =>
        new Choice { Value = language.Tag, Text = new Text(language.Name) { Language = language.Tag, Direction = language.Direction } });

    protected override string Key => "language";

    protected override void Show(DraftAnswers answers) => Language = answers.Given.Person.Language;

    protected override Func<DraftAnswers, DraftAnswers>? Read() =>
        ReadChoice(nameof(Language), Language, T.Languages.Select(language => language.Tag), Say("language-missing")) is { } tag
            ? answers => answers.GivePerson(person => person with { Language = tag })
            : null;
}
