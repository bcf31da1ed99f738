using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// The base model of a form page. It receives answers as <c>[BindProperty]</c> text, reports errors in <c>OnPost</c> with <see cref="AddError"/>, and is shown
/// again with the answers as typed, also after a change of language.
/// </summary>
public abstract class QuestionPage : PageModel
{
    /// <summary>The page's texts, in the reader's language.</summary>
    protected ITexts T => HttpContext.RequestServices.GetRequiredService<ITexts>();

    /// <summary>What stands before the names of the fields, where the questions are a part of another page.</summary>
    protected string FieldPrefix { get; set; } = "";

    /// <summary>Whether any answer has an error.</summary>
    protected bool HasErrors => !ModelState.IsValid;

    /// <summary>Reports an error, shown beside the field and linked from the error summary.</summary>
    /// <param name="field">The property, as <c>nameof(FullName)</c>.</param>
    /// <param name="says">The error and how to correct it.</param>
    /// <param name="box">The box of a date that is wrong: "day", "month" or "year"; null for the whole answer.</param>
    protected void AddError(string field, Text says, string? box = null)
    {
        ModelState.AddModelError(field, says.Value);
        HttpContext.RequestServices.GetRequiredService<PageFrame>().AddError(FieldPrefix + field, box, says);
    }

    /// <summary>Reads a date and reports its errors.</summary>
    /// <param name="field">The property, as <c>nameof(BornOn)</c>.</param>
    /// <param name="answer">The date as typed.</param>
    /// <param name="missing">The error for an empty date; null when the date is optional.</param>
    /// <returns>The date; null when it is wrong or empty.</returns>
    protected DateOnly? ReadDate(string field, DateAnswer answer, Text? missing)
    {
        if (answer.IsEmpty)
        {
            if (missing is not null) AddError(field, missing);
            return null;
        }
        if (answer.Value is { } date) return date;
        var box = answer.WrongBox;
        AddError(field, T[box is null ? "errors.date-real" : $"errors.date-{box}"], box);
        return null;
    }

    /// <summary>
    /// Loads what the page shows besides the answers. Called before the page is shown: the first time, after an error and after a change of language.
    /// </summary>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <returns>A task.</returns>
    protected virtual Task ShowAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
