namespace WorkWell.Benchmarks;

/// <summary>How much is measured: --short gives a first idea within a minute, and so does a run of all benchmarks.</summary>
internal static class BenchmarkSize
{
    public static bool IsShort { get; } = Environment.GetCommandLineArgs() is var arguments && (arguments.Contains("--short") || arguments.Skip(1).All(argument => argument.StartsWith('-')));

    /// <summary>One number for the whole run and one for a short one.</summary>
    public static int Of(int full, int quick) => IsShort ? quick : full;
}
