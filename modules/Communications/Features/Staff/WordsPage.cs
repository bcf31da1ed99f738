using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Ui.Contracts;

namespace WorkWell.Communications.Features;

/// <summary>What the pages for approvers of words have in common. They show words, and no person.</summary>
internal abstract class WordsPage(TemplateLibrary library, IConfiguration configuration) : StaffPage
{
    private Language? language;

    [BindProperty(SupportsGet = true, Name = "in")]
    public string? Tag { get; set; }

    /// <summary>The languages that the reader approves here.</summary>
    public IReadOnlyList<Language> Languages =>
        [.. HttpContext.Staff()!.Languages.Select(tag => T.Languages.FirstOrDefault(one => one.Tag == tag)).OfType<Language>()];

    /// <summary>The language that is shown, one of the reader's.</summary>
    public Language? Shown => language ??= Languages.FirstOrDefault(one => one.Tag == Tag) ?? Languages.FirstOrDefault();

    /// <summary>The message texts of the area and those of every area, in the shown language.</summary>
    protected IReadOnlyList<ApprovalStatus> Messages => Shown is null ? []
        : [.. library.Current.All.Where(texts => (texts.Place == AreaCode || texts.Place == Area.National) && texts.Language == Shown.Tag)
            .OrderBy(texts => texts.Place == Area.National).SelectMany(texts => TextApprovals.Statuses(texts, library.Current))];

    /// <summary>The words of the pages in the shown language, beside the English.</summary>
    protected IReadOnlyList<TextBeside> Words => Shown is null ? []
        : TextReview.Read(configuration["Texts"] ?? Path.Combine(configuration["ConfigFolder"] ?? "config", "texts")).Beside(Shown.Tag);

    /// <summary>Marks words as those of a language.</summary>
    protected static Text In(Language language, string? words) =>
        new(words ?? "") { Language = language.Tag == Language.Source ? null : language.Tag, Direction = language.Direction };

    /// <summary>The source of a message text; null where there is none.</summary>
    protected string? SourceOf(string place, string tag, string name)
    {
        if (library.Current.Find(place, tag) is not { } texts || texts.Approvable().All(text => text.Name != name)) return null;
        return texts.Templates.GetValueOrDefault(name)?.Source
            ?? System.IO.File.ReadAllText(Path.Combine(library.Folder, place, "templates", tag, name + ".json"));
    }
}
