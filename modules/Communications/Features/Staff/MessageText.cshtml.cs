using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;
using TextState = WorkWell.Communications.Contracts.TextState;

namespace WorkWell.Communications.Features;

/// <summary>One message text beside the English, and who approved it.</summary>
[RequiresPermission(Permission.ApproveWords)]
internal sealed class MessageTextModel(TemplateLibrary library, IConfiguration configuration) : WordsPage(library, configuration)
{
    [BindProperty(SupportsGet = true, Name = "of")]
    public string? Place { get; set; }

    [BindProperty(SupportsGet = true, Name = "name")]
    public string? TextName { get; set; }

    public ApprovalStatus Status { get; private set; } = null!;

    public Text Translated { get; private set; } = Text.Empty;

    public Text? English { get; private set; }

    public Text State => Status.State == TextState.Approved
        ? T["staff.words-approved-by", ("name", Status.By ?? ""), ("on", Status.On is { } on ? T.Date(on) : Text.Empty)]
        : T["staff.words-" + StoredKeys<TextState>.Of(Status.State)];

    /// <summary>What records the approval. It writes beside the texts, which the pages do not.</summary>
    public string Command => $"./workwell texts approve --area {Status.Place} --language {Status.Language} --by \"NAME\" {Status.Text}";

    public IActionResult OnGet()
    {
        if (Shown is not { } language || Messages.FirstOrDefault(text => text.Place == Place && text.Text == TextName) is not { } status) return NotFound();
        Status = status;
        Translated = In(language, SourceOf(status.Place, language.Tag, status.Text));
        if (language.Tag != Language.Source)
            English = SourceOf(status.Place, Language.Source, status.Text) ?? SourceOf(Area.National, Language.Source, status.Text);
        return Page();
    }
}
