using System.Diagnostics.CodeAnalysis;

namespace WorkWell.Ui.Contracts;

/// <summary>The status of a task.</summary>
public sealed record TaskState : WordsPart
{
    /// <summary>Converts text to a tag instead.</summary>
    public Tag? Tag { get; init; }

    /// <summary>Converts plain text to a state.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator TaskState?(string? text) => text is null ? null : new() { Text = text };

    /// <summary>Converts text to a state.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator TaskState?(Text? text) => text is null ? null : new() { Text = text };

    private protected override void Write(Markup html)
    {
        if (Tag is not null) html.Write(Tag);
        else WriteWords(html);
    }
}

/// <summary>One task.</summary>
public sealed record TaskItem
{
    /// <summary>The task.</summary>
    public Heading? Heading { get; init; }

    /// <summary>The older name of <see cref="Heading"/>.</summary>
    public Heading? Title
    {
        init => Heading = value;
    }

    /// <summary>The task's address.</summary>
    public string? Href { get; init; }

    /// <summary>The hint.</summary>
    public Hint? Hint { get; init; }

    /// <summary>The status.</summary>
    public TaskState? Status { get; init; }

    /// <summary>Further classes.</summary>
    public string? Classes { get; init; }
}

/// <summary>A list of tasks with their status.</summary>
public sealed record TaskList : Part
{
    /// <summary>The prefix of the ids.</summary>
    public string IdPrefix { get; init; } = "task-list";

    /// <summary>The tasks; null items are skipped.</summary>
    public IReadOnlyList<TaskItem?> Items { get; init; } = [];

    private protected override void Write(Markup html)
    {
        html.Open("ul", this, "nhsuk-task-list");
        for (var i = 0; i < Items.Count; i++)
        {
            if (Items[i] is { } item) WriteItem(html, item, $"{IdPrefix}-{Markup.Number(i + 1)}");
        }
        html.Close("ul");
    }

    private static void WriteItem(Markup html, TaskItem item, string id)
    {
        var hint = item.Hint is { HasWords: true } ? item.Hint : null;
        var heading = item.Heading ?? new Heading();
        var describedBy = ClassNames.Join(hint is null ? null : id + "-hint", id + "-status");
        html.Open("li", ("class", ClassNames.Join("nhsuk-task-list__item", item.Href is null ? null : "nhsuk-task-list__item--with-link", item.Classes)));
        html.Open("div", ("class", "nhsuk-task-list__name-and-hint"));
        html.Write(heading with
        {
            ClassName = item.Href is null ? "" : "nhsuk-task-list__link",
            Classes = ClassNames.Join(item.Href is null ? null : "nhsuk-link", heading.Classes),
            Attributes = new Dictionary<string, string?>(
            heading.Attributes) { ["href"] = item.Href, ["aria-describedby"] = item.Href is null ? null : describedBy },
            Element = item.Href is null ? "div" : "a",
        });
        if (hint is not null) html.Element("div", hint.Html ?? hint.Text, ("class", "nhsuk-task-list__hint"), ("id", id + "-hint"));
        html.Close("div");
        html.Element("div", item.Status, ("class", ClassNames.Join("nhsuk-task-list__status", item.Status?.Classes)), ("id", id + "-status"));
        html.Close("li");
    }
}
