namespace WorkWell.Areas.Contracts;

/// <summary>An agreed example whose result is another one now.</summary>
/// <param name="File">The file, as people know it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Name">The example's name.</param>
/// <param name="Differs">What is different, in half a sentence.</param>
public sealed record ChangedExample(string File, int Line, string Name, string Differs)
{
    /// <summary>The codes of the reasons that make the difference; empty when there is none, or when the rules failed.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>What its agreed columns would say if the result of now were agreed, by column; empty when the rules failed.</summary>
    public IReadOnlyDictionary<string, string> Cells { get; init; } = new Dictionary<string, string>();
}
