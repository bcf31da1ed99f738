using System.Text.Json;

namespace WorkWell.Ui.Contracts;

/// <summary>A file upload.</summary>
public sealed record FileUpload : Field
{
    /// <summary>Whether several files are allowed.</summary>
    public bool? Multiple { get; init; }

    /// <summary>Classes of the button that opens the file dialog.</summary>
    public IReadOnlyList<string>? ChooseFilesButtonClassList { get; init; }

    /// <summary>The text of that button.</summary>
    public string? ChooseFilesButtonText { get; init; }

    /// <summary>The text for dropping a file.</summary>
    public string? DropInstructionText { get; init; }

    /// <summary>The text for no file chosen.</summary>
    public string? NoFileChosenText { get; init; }

    /// <summary>The text for several files chosen, by plural form, with <c>%{count}</c>.</summary>
    public IReadOnlyDictionary<string, string>? MultipleFilesChosenText { get; init; }

    /// <summary>The announcement when a file is dragged over the area.</summary>
    public string? EnteredDropZoneText { get; init; }

    /// <summary>The announcement when a file leaves the area.</summary>
    public string? LeftDropZoneText { get; init; }

    private protected override void Write(Markup html)
    {
        var attributes = new Dictionary<string, string?>
        {
            ["data-module"] = "nhsuk-file-upload",
            ["data-choose-files-button-class-list"] = ChooseFilesButtonClassList is null ? null : JsonSerializer.Serialize(ChooseFilesButtonClassList),
        };
        ScriptWords.One(attributes, "choose-files-button", ChooseFilesButtonText);
        ScriptWords.One(attributes, "no-file-chosen", NoFileChosenText);
        ScriptWords.Plural(attributes, "multiple-files-chosen", MultipleFilesChosenText);
        ScriptWords.One(attributes, "drop-instruction", DropInstructionText);
        ScriptWords.One(attributes, "entered-drop-zone", EnteredDropZoneText);
        ScriptWords.One(attributes, "left-drop-zone", LeftDropZoneText);
        foreach (var (name, value) in FormGroup?.Attributes ?? new Dictionary<string, string?>()) attributes[name] = value;
        var group = this with { FormGroup = (FormGroup ?? new FormGroup()) with { Attributes = attributes } };
        group.WriteGroup(html, group.WriteField, "nhsuk-file-upload");
    }

    private void WriteField(Markup html, string? describedBy)
    {
        html.Write(FormGroup?.BeforeInput);
        html.Open("input", this with { Id = FieldId }, "nhsuk-file-upload__input",
            ("name", Name), ("type", "file"), ("disabled", Disabled == true ? "" : null), ("multiple", Multiple == true ? "" : null),
            ("aria-describedby", describedBy));
        html.Write(FormGroup?.AfterInput);
    }
}
