using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Features.Gallery;

/// <summary>An example of a page with one question, as described in the module's README.</summary>
[AllowAnonymous]
internal sealed class QuestionModel : QuestionPage
{
    private const int LongestName = 200;

    [BindProperty]
    public string? FullName { get; set; }

    public string? Thanked { get; private set; }

    public IActionResult OnPost()
    {
        if (string.IsNullOrWhiteSpace(FullName)) AddError(nameof(FullName), T["gallery.name-missing"]);
        else if (FullName.Length > LongestName) AddError(nameof(FullName), T["errors.too-long", ("limit", LongestName)]);
        if (HasErrors) return Page();
        Thanked = FullName!.Trim();
        return Page();
    }
}
