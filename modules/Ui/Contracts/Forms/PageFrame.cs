using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace WorkWell.Ui.Contracts;

/// <summary>Carries a page's data to its layout and its fields to the error summary; one per request.</summary>
internal sealed class PageFrame(ITexts texts)
{
    private readonly List<(string Field, string Id, string Trigger)> fields = [];
    private readonly List<(string Field, string? Box, Text Says)> errors = [];

    /// <summary>The page's title, without personal data.</summary>
    public Text? Title { get; set; }

    /// <summary>The address of the back link.</summary>
    public string? Back { get; set; }

    /// <summary>The menu, if any.</summary>
    public HeaderNavigation? Navigation { get; set; }

    /// <summary>The id of the form whose answers survive a change of language.</summary>
    public string? Form { get; set; }

    public bool HasErrors => errors.Count > 0;

    /// <summary>Registers a field of the page and the id that links to it.</summary>
    public void Register(string field, string id, string trigger) => fields.Add((field, id, trigger));

    /// <summary>Registers an error.</summary>
    public void AddError(string field, string? box, Text says) => errors.Add((field, box, says));

    public void ForgetErrors() => errors.Clear();

    /// <summary>The error of a field: the page's own, otherwise that its value could not be read.</summary>
    public (Text Says, string? Box)? ErrorOf(string field, ModelStateDictionary state)
    {
        foreach (var error in errors) if (error.Field == field) return (error.Says, error.Box);
        return state.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? (texts["errors.not-understood"], null) : null;
    }

    /// <summary>All errors in page order, each with a link to its field.</summary>
    public ErrorSummary? Summary(ModelStateDictionary state)
    {
        var items = new List<ErrorItem>();
        foreach (var (field, id, trigger) in fields)
        {
            if (ErrorOf(field, state) is { } error)
                items.Add(new ErrorItem { Text = error.Says, Href = "#" + (error.Box is null ? trigger : $"{id}-{error.Box}") });
        }
        items.AddRange(errors.Where(error => fields.All(known => known.Field != error.Field)).Select(error => new ErrorItem { Text = error.Says }));
        if (items.Count == 0) return null;
        return new ErrorSummary
        {
            Heading = texts["errors.summary"],
            ErrorList = items,
            // These attributes give the summary the focus even without JavaScript.
            Attributes = new Dictionary<string, string?> { ["tabindex"] = "-1", ["autofocus"] = "" },
        };
    }
}
