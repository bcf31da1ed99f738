using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;
using TextState = WorkWell.Ui.Contracts.TextState;

namespace WorkWell.Communications.Features;

/// <summary>The words of some pages beside the English, with those that wait first.</summary>
[RequiresPermission(Permission.ApproveWords)]
internal sealed class PageWordsModel(TemplateLibrary library, IConfiguration configuration) : WordsPage(library, configuration)
{
    [BindProperty(SupportsGet = true, Name = "file")]
    public string? FileName { get; set; }

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    /// <summary>What records the approval. It writes beside the words, which the pages do not.</summary>
    public string Command => $"./workwell page-words approve {Shown!.Tag} --file {FileName} --by \"NAME\"";

    public IActionResult OnGet()
    {
        if (Shown is not { } language) return NotFound();
        Rows = [.. Words.Where(text => text.Key.Split('.')[0] == FileName).OrderBy(text => text.State).Select(IReadOnlyList<Cell> (text) =>
            [(Text)text.English, In(language, text.Words), T["staff.words-" + StoredKeys<TextState>.Of(text.State)], (Text)text.Key])];
        return Rows.Count == 0 ? NotFound() : Page();
    }
}
