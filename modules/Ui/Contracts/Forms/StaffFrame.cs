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

    /// <summary>The pages that two keys lead to.</summary>
    public IReadOnlyList<StaffShortcut> Shortcuts { get; init; } = [];

    /// <summary>How long the session lasts without a further request.</summary>
    public required TimeSpan Lasts { get; init; }
}

/// <summary>A page that "g" and then a letter leads to.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Name">The page's name.</param>
/// <param name="Href">Its address.</param>
public sealed record StaffShortcut(char Letter, Text Name, string Href);
