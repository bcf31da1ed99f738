using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Features.Gallery;

/// <summary>A gallery of all page parts, for developers. Not available in production.</summary>
[AllowAnonymous]
internal sealed class PartsModel : QuestionPage
{
    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    [BindProperty]
    public string? Story { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string[] Help { get; set; } = ["job"];

    [BindProperty]
    public DateAnswer BornOn { get; set; } = new();

    [BindProperty]
    public string? Language { get; set; }

    public string? Letter { get; set; }

    public string? Password { get; set; }

    [BindProperty]
    public string? Find { get; set; }

    public static IEnumerable<IReadOnlyList<Cell>> Meetings(ITexts texts) =>
    [
        [texts.Date(new DateOnly(2026, 9, 7)), texts.Latin("Asha Patel"), texts.Number(3)],
        [texts.Date(new DateOnly(2026, 9, 8)), texts.Latin("Sam O’Neill"), texts.Number(1200)],
    ];

    public void OnPost()
    {
        if (string.IsNullOrWhiteSpace(FullName)) AddError(nameof(FullName), T["gallery.name-missing"]);
        if (Contact is null) AddError(nameof(Contact), T["gallery.contact-missing"]);
        ReadDate(nameof(BornOn), BornOn, missing: T["gallery.born-missing"]);
    }
}
