using System.Diagnostics;
using System.Globalization;

namespace WorkWell.Benchmarks;

/// <summary>Runs the contenders in turn, round after round, so other load on the machine affects all of them equally, and compares medians.</summary>
internal static class Rounds
{
    /// <summary>Measures operations per second.</summary>
    /// <param name="output">Receives the table.</param>
    /// <param name="rounds">The number of rounds, after a discarded first one.</param>
    /// <param name="contenders">The contenders, reference first. Each returns its number of operations.</param>
    /// <returns>The median of each contender, in operations per second.</returns>
    public static async Task<IReadOnlyDictionary<string, double>> CompareAsync(
        TextWriter output, int rounds, params (string Name, Func<Task<long>> Run)[] contenders)
    {
        var figures = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, run) in contenders)
            {
                var started = Stopwatch.GetTimestamp();
                var done = await run();
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                if (round > 0) figures[name].Add(done / seconds);
            }
        }
        var medians = figures.ToDictionary(pair => pair.Key, pair => Median(pair.Value));
        var reference = medians[contenders[0].Name];
        foreach (var (name, _) in contenders)
        {
            var spread = (figures[name].Max() - figures[name].Min()) / medians[name];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {name,-44} {medians[name],14:N0}/s   ratio {medians[name] / reference,7:0.000}   spread {spread:P0}"));
        }
        return medians;
    }

    /// <summary>The median.</summary>
    /// <param name="figures">At least one figure.</param>
    /// <returns>The median.</returns>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
