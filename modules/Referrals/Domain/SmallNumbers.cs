namespace WorkWell.Referrals;

/// <summary>A number as others than the area's own team may see it.</summary>
/// <param name="Number">The number; null where it is hidden.</param>
/// <param name="IsSmall">Whether it is hidden because it is small, and not to protect another.</param>
internal sealed record ShownNumber(int? Number, bool IsSmall);

/// <summary>
/// Hides numbers under five, which could be traced to a person, and as many more as it takes that subtracting the others from the total does not reveal them.
/// </summary>
internal static class SmallNumbers
{
    /// <summary>The smallest number that is shown.</summary>
    public const int Smallest = 5;

    /// <summary>Hides numbers of groups that exclude each other, beside their total.</summary>
    /// <param name="numbers">The numbers, which add up to the total.</param>
    /// <returns>The numbers as shown; null where they are so few that even the total would reveal one.</returns>
    public static IReadOnlyList<ShownNumber>? Hide(IReadOnlyList<int> numbers)
    {
        if (numbers.Sum() < Smallest) return null;
        var hidden = numbers.Select(number => number < Smallest).ToArray();
        while (hidden.Contains(true) && IsRevealed(numbers, hidden))
        {
            if (!hidden.Contains(false)) return null;
            hidden[Enumerable.Range(0, numbers.Count).Where(i => !hidden[i]).MinBy(i => numbers[i])] = true;
        }
        return [.. numbers.Select((number, i) => hidden[i] ? new ShownNumber(null, number < Smallest) : new ShownNumber(number, false))];
    }

    /// <summary>Hides numbers of groups that overlap. The number outside a group is the total less it, and just as telling.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="total">How many there are at all.</param>
    public static IReadOnlyList<ShownNumber> HideOverlapping(IReadOnlyList<int> numbers, int total) =>
        [.. numbers.Select(number => number < Smallest ? new ShownNumber(null, true)
            : number < total && total - number < Smallest ? new ShownNumber(null, false) : new ShownNumber(number, false))];

    // What is hidden adds up to a sum that anybody can compute. It reveals a small number unless at least two values of it would fit.
    private static bool IsRevealed(IReadOnlyList<int> numbers, bool[] hidden)
    {
        var sum = numbers.Where((_, i) => hidden[i]).Sum();
        var small = numbers.Where((number, i) => hidden[i] && number < Smallest).Count();
        var others = hidden.Count(one => one) - small;
        var most = Math.Min(Smallest - 1, sum - (others * Smallest));
        var least = others > 0 ? 0 : Math.Max(0, sum - ((small - 1) * (Smallest - 1)));
        return most <= least;
    }
}
