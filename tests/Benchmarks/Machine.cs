using System.Globalization;
using System.Runtime.InteropServices;

namespace WorkWell.Benchmarks;

/// <summary>The machine on which the figures were measured.</summary>
internal static class Machine
{
    private const string Processors = "/proc/cpuinfo";
    private const string Load = "/proc/loadavg";

    public static string Summarise() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores{Model()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB, {RuntimeInformation.OSDescription}, " +
        $"{RuntimeInformation.FrameworkDescription}{Busy()}. Ratios compare within one run; absolute figures depend on the machine.");

    private static string Model() =>
        File.Exists(Processors) && File.ReadLines(Processors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? $" ({line[(line.IndexOf(':') + 1)..].Trim()})" : "";

    // The load average over one, five and fifteen minutes. Well above the number of cores, elapsed times mean little.
    private static string Busy() => File.Exists(Load) ? $", load {string.Join(' ', File.ReadAllText(Load).Split(' ')[..3])}" : "";
}
