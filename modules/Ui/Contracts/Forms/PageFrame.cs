using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace WorkWell.Ui.Contracts;

/// <summary>What a page tells the layout around it, and what its fields tell its error summary. One for each request.</summary>
internal sealed class PageFrame(ITexts texts)
{
    private readonly List<(string Field, string Id, string Anchor)> fields = [];
    private readonly List<(string Field, string? Box, Text Says)> errors = [];

    /// <summary>The page's title, without anything about the person reading it.</summary>
    public Text? Title { get; set; }

    /// <summary>Where "back" leads.</summary>
    public string? Back { get; set; }

    /// <summary>The menu, on pages that have one.</summary>
    public HeaderNavigation? Navigation { get; set; }

    /// <summary>The id of the form whose answers a change of language keeps.</summary>
    public string? Form { get; set; }

    public bool HasErrors => errors.Count > 0;

    /// <summary>Notes that a field is on the page, and where a link to it leads.</summary>
    public void Register(string field, string id, string anchor) => fields.Add((field, id, anchor));

    /// <summary>Notes what is wrong with a field.</summary>
    public void Wrong(string field, string? box, Text says) => errors.Add((field, box, says));

    public void ForgetErrors() => errors.Clear();

    /// <summary>What is wrong with a field: what the page found, else that its value could not even be read.</summary>
    public (Text Says, string? Box)? ErrorOf(string field, ModelStateDictionary state)
    {
        foreach (var error in errors) if (error.Field == field) return (error.Says, error.Box);
        return state.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? (texts["errors.not-understood"], null) : null;
    }

    /// <summary>Everything that is wrong, in the order of the page, each with a link to its field.</summary>
    public ErrorSummary? Summary(ModelStateDictionary state)
    {
        var items = new List<ErrorItem>();
        foreach (var (field, id, anchor) in fields)
        {
            if (ErrorOf(field, state) is { } error) items.Add(new ErrorItem { Text = error.Says, Href = "#" + (error.Box is null ? anchor : $"{id}-{error.Box}") });
        }
        items.AddRange(errors.Where(error => fields.All(known => known.Field != error.Field)).Select(error => new ErrorItem { Text = error.Says }));
        if (items.Count == 0) return null;
        return new ErrorSummary
        {
            Heading = texts["errors.summary"],
            ErrorList = items,
            // With these two the summary has the focus even where no script runs.
            Attributes = new Dictionary<string, string?> { ["tabindex"] = "-1", ["autofocus"] = "" },
        };
    }
}
