namespace WorkWell.People;

/// <summary>A pair of records and what a person settled about them.</summary>
internal readonly record struct SettledPair(Guid One, Guid Other, bool IsSame)
{
    public bool IsOf(Guid one, Guid other) => (One == one && Other == other) || (One == other && Other == one);
}

/// <summary>
/// Which records are of one human being, from what was settled about pairs: "the same" reaches on from pair to pair, "not the same" must not be crossed.
/// </summary>
internal sealed class SamePeople
{
    private SamePeople(IReadOnlyList<IReadOnlyList<Guid>> groups, IReadOnlyList<SettledPair> contradicted) => (Groups, Contradicted) = (groups, contradicted);

    /// <summary>The records, each in one group.</summary>
    public IReadOnlyList<IReadOnlyList<Guid>> Groups { get; }

    /// <summary>Pairs settled as two people that other pairs make one.</summary>
    public IReadOnlyList<SettledPair> Contradicted { get; }

    /// <summary>Groups records.</summary>
    public static SamePeople From(IReadOnlyCollection<Guid> records, IReadOnlyCollection<SettledPair> settled)
    {
        var groups = records.ToDictionary(record => record, record => new List<Guid> { record });
        foreach (var pair in settled.Where(pair => pair.IsSame))
        {
            var (one, other) = (groups[pair.One], groups[pair.Other]);
            if (one == other) continue;
            one.AddRange(other);
            foreach (var record in other) groups[record] = one;
        }
        return new([.. groups.Values.Distinct()], [.. settled.Where(pair => !pair.IsSame && groups[pair.One] == groups[pair.Other])]);
    }
}
