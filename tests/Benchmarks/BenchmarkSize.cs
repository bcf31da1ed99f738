namespace WorkWell.Benchmarks;

/// <summary>How much is measured: --short gives a first idea within a minute.</summary>
internal static class BenchmarkSize
{
    public static bool IsShort { get; } = Environment.GetCommandLineArgs().Contains("--short");

    /// <summary>One number for the whole run and one for a short one.</summary>
    public static int Of(int full, int quick) => IsShort ? quick : full;
}
