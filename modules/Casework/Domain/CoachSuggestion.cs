namespace WorkWell.Casework;

/// <summary>A coach who could take a case, with what speaks for them.</summary>
/// <param name="Coach">The coach, as the audit trail calls them.</param>
/// <param name="Cases">How many people they work with now.</param>
/// <param name="KnowsPerson">Whether they have coached this person before.</param>
internal sealed record CoachSuggestion(string Coach, int Cases, bool KnowsPerson)
{
    /// <summary>Coaches in the order in which they are suggested: whoever knows the person, then whoever has the fewest people.</summary>
    public static IReadOnlyList<CoachSuggestion> Order(IEnumerable<CoachSuggestion> coaches) =>
        [.. coaches.OrderByDescending(one => one.KnowsPerson).ThenBy(one => one.Cases).ThenBy(one => one.Coach, StringComparer.Ordinal)];
}
