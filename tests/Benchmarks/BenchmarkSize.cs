using System.Globalization;

namespace WorkWell.Benchmarks;

/// <summary>
/// The size of a run: --short gives a rough result within a minute and is the default for all benchmarks together; --percent N runs part of the full size.
/// </summary>
internal static class BenchmarkSize
{
    private static readonly int? Percent = Asked();

    public static bool IsShort { get; } = Environment.GetCommandLineArgs() is var arguments
        && (arguments.Contains("--short") || arguments.Skip(1).All(argument => argument.StartsWith('-')));

    /// <summary>Arguments that give a benchmark's worker the same size.</summary>
    public static string[] Arguments => IsShort ? ["--short"] : Percent is { } percent ? ["--percent", percent.ToString(CultureInfo.InvariantCulture)] : [];

    /// <summary>Chooses between the size of a full run and a short run.</summary>
    public static int Of(int full, int quick) => IsShort ? quick : Percent is { } percent ? Math.Max(quick, (int)((long)full * percent / 100)) : full;

    private static int? Asked()
    {
        var arguments = Environment.GetCommandLineArgs();
        var at = Array.IndexOf(arguments, "--percent");
        return at >= 0 && at + 1 < arguments.Length && int.TryParse(arguments[at + 1], CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100 ? percent : null;
    }
}
