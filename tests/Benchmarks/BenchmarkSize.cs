using System.Globalization;

namespace WorkWell.Benchmarks;

/// <summary>How much is measured: --short gives a first idea within a minute, and so does a run of all benchmarks; --percent N is a part of the whole.</summary>
internal static class BenchmarkSize
{
    private static readonly int? Percent = Asked();

    public static bool IsShort { get; } = Environment.GetCommandLineArgs() is var arguments && (arguments.Contains("--short") || arguments.Skip(1).All(argument => argument.StartsWith('-')));

    /// <summary>What makes a worker of a benchmark measure as much as the benchmark itself.</summary>
    public static string[] Arguments => IsShort ? ["--short"] : Percent is { } percent ? ["--percent", percent.ToString(CultureInfo.InvariantCulture)] : [];

    /// <summary>One number for the whole run and one for a short one.</summary>
    public static int Of(int full, int quick) => IsShort ? quick : Percent is { } percent ? Math.Max(quick, (int)((long)full * percent / 100)) : full;

    private static int? Asked()
    {
        var arguments = Environment.GetCommandLineArgs();
        var at = Array.IndexOf(arguments, "--percent");
        return at >= 0 && at + 1 < arguments.Length && int.TryParse(arguments[at + 1], CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 ? percent : null;
    }
}
