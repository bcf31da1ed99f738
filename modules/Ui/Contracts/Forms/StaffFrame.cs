namespace WorkWell.Ui.Contracts;

/// <summary>What surrounds a page of somebody who has signed in: who they are, where they are and where they may go. A feature of the request.</summary>
public sealed record StaffFrame
{
    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the area they work in at the moment; null for none.</summary>
    public string? Area { get; init; }

    /// <summary>Whether they work in several areas, so that they may change.</summary>
    public bool MayChangeArea { get; init; }

    /// <summary>The pages that their roles open.</summary>
    public IReadOnlyList<HeaderNavigationItem> Navigation { get; init; } = [];

    /// <summary>The address of the search that their role opens; null for none.</summary>
    public string? SearchPath { get; init; }

    /// <summary>The pages that two keys lead to.</summary>
    public IReadOnlyList<StaffShortcut> Shortcuts { get; init; } = [];

    /// <summary>How long the session lasts without a further request.</summary>
    public required TimeSpan Lasts { get; init; }

    /// <summary>When that is, as London's clocks show it.</summary>
    public required Text Until { get; init; }

    /// <summary>Says in the field <see cref="MarkField"/> for whom the page of a title was shown, so that what they write can be kept for them.</summary>
    public required Func<string, string> MarkForm { get; init; }

    /// <summary>The field in which the search sends what is searched for.</summary>
    public const string SearchField = "Query";

    /// <summary>The field of a form that says for whom it was shown.</summary>
    public const string MarkField = "form-mark";

    /// <summary>The field of a form that proves that it is ours.</summary>
    public const string TokenField = "form-token";
}

/// <summary>A page that "g" and then a letter leads to.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Name">The page's name.</param>
/// <param name="Href">Its address.</param>
public sealed record StaffShortcut(char Letter, Text Name, string Href);
