using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Tests.WrongPages;

internal sealed class LacksLabelsModel : QuestionPage
{
    public bool Shows { get; set; }

    public string? FullName { get; set; }
}
