using Microsoft.Extensions.Configuration;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;
using PageTextState = WorkWell.Ui.Contracts.TextState;
using TextState = WorkWell.Communications.Contracts.TextState;

namespace WorkWell.Communications.Features;

/// <summary>Which words of messages and pages wait for somebody who approves them in their language.</summary>
[RequiresPermission(Permission.ApproveWords)]
internal sealed class WordListModel(TemplateLibrary library, IConfiguration configuration) : WordsPage(library, configuration)
{
    public IReadOnlyList<IReadOnlyList<Cell>> Waiting { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Pages { get; private set; } = [];

    /// <summary>The head of the table of pages.</summary>
    public IReadOnlyList<Cell> StatesOfPages =>
        [T["staff.words-file"], T["staff.words-missing"], T["staff.words-out-of-date"], T["staff.words-drafted"], T["staff.words-approved"]];

    public Text Approved { get; private set; } = Text.Empty;

    public void OnGet()
    {
    }

    protected override Task ShowAsync(CancellationToken cancellationToken)
    {
        if (Shown is not { } language) return Task.CompletedTask;
        var messages = Messages;
        var approved = messages.Count(text => text.State == TextState.Approved);
        Approved = T["staff.words-approved-of", ("number", T.Number(approved)), ("all", T.Number(messages.Count))];
        Waiting = [.. messages.Where(text => text.State != TextState.Approved || text.IsBehindEnglish).Select(IReadOnlyList<Cell> (text) =>
        [
            new Cell { Text = text.Text, Href = $"/staff/areas/{AreaCode}/words/text?in={language.Tag}&of={text.Place}&name={text.Text}" },
            T[text.Place == AreaCode ? "staff.words-of-area" : "staff.words-of-all"],
            text.IsBehindEnglish ? T["staff.words-behind"] : T["staff.words-" + StoredKeys<TextState>.Of(text.State)],
        ])];
        Pages = [.. Words.GroupBy(text => text.Key.Split('.')[0]).Select(IReadOnlyList<Cell> (file) =>
        [
            new Cell { Text = file.Key, Href = $"/staff/areas/{AreaCode}/words/pages?in={language.Tag}&file={file.Key}" },
            Number(file, PageTextState.Missing), Number(file, PageTextState.OutOfDate), Number(file, PageTextState.Drafted),
            Number(file, PageTextState.Approved),
        ])];
        return Task.CompletedTask;
    }

    private Cell Number(IEnumerable<TextBeside> texts, PageTextState state) =>
        new() { Text = T.Number(texts.Count(text => text.State == state)), Format = CellFormat.Numeric };
}
