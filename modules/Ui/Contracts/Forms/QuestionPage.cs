using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// The model of a page that asks. It takes answers as <c>[BindProperty]</c> text, checks them in <c>OnPost</c> with <see cref="Wrong"/>, and is shown again with
/// the answers as they were typed. A change of language keeps them too.
/// </summary>
public abstract class QuestionPage : PageModel
{
    /// <summary>The words of the page, in the reader's language.</summary>
    protected ITexts T => HttpContext.RequestServices.GetRequiredService<ITexts>();

    /// <summary>Whether anything is wrong with the answers.</summary>
    protected bool IsWrong => !ModelState.IsValid;

    /// <summary>Says what is wrong with an answer: beside its field, and in the summary above the form, with a link.</summary>
    /// <param name="field">The property, as <c>nameof(FullName)</c>.</param>
    /// <param name="says">What is wrong and what to do.</param>
    /// <param name="box">Which box of a date is wrong: "day", "month" or "year"; null for the whole answer.</param>
    protected void Wrong(string field, Text says, string? box = null)
    {
        ModelState.AddModelError(field, says.Value);
        HttpContext.RequestServices.GetRequiredService<PageFrame>().Wrong(field, box, says);
    }

    /// <summary>Reads a date that has to be answered, and says what is wrong with it.</summary>
    /// <param name="field">The property, as <c>nameof(BornOn)</c>.</param>
    /// <param name="answer">What was typed.</param>
    /// <param name="missing">What to say when nothing was typed; null where the date may be left out.</param>
    /// <returns>The date; null when it is wrong or left out.</returns>
    protected DateOnly? ReadDate(string field, DateAnswer answer, Text? missing)
    {
        if (answer.IsEmpty)
        {
            if (missing is not null) Wrong(field, missing);
            return null;
        }
        if (answer.Value is { } date) return date;
        var box = answer.WrongBox;
        Wrong(field, T[box is null ? "errors.date-real" : $"errors.date-{box}"], box);
        return null;
    }

    /// <summary>Loads what the page shows beside the answers. It runs before the page is shown, whether for the first time, after a mistake, or in another language.</summary>
    /// <param name="stop">Stops the load.</param>
    /// <returns>A task.</returns>
    protected virtual Task ShowAsync(CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HttpContext.Request.HasFormContentType && HttpContext.Request.Form[LanguageCookie.Parameter] is [var language])
        {
            HttpContext.RequestServices.GetRequiredService<RequestTexts>().Switch(language);
            foreach (var entry in ModelState.Values) entry.Errors.Clear();
            await ShowAsync(HttpContext.RequestAborted);
            context.Result = Page();
            return;
        }
        var executed = await next();
        if (executed.Result is PageResult && executed.Exception is null) await ShowAsync(HttpContext.RequestAborted);
    }
}
