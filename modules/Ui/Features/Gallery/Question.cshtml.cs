using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Features.Gallery;

/// <summary>The pattern of a page that asks one thing, as the module's README explains it.</summary>
internal sealed class QuestionModel : QuestionPage
{
    private const int LongestName = 200;

    [BindProperty]
    public string? FullName { get; set; }

    public string? Thanked { get; private set; }

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(FullName)) Wrong(nameof(FullName), T["gallery.name-missing"]);
        else if (FullName.Length > LongestName) Wrong(nameof(FullName), T["errors.too-long", ("limit", LongestName)]);
        if (IsWrong) return Page();
        Thanked = FullName!.Trim();
        return Page();
    }
}
