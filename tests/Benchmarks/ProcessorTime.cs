using System.Diagnostics;
using System.Globalization;

namespace WorkWell.Benchmarks;

/// <summary>Processor time of this process and of a database server with its child processes. Unlike elapsed time it is reliable on a busy machine.</summary>
/// <param name="Here">This process: host and client together.</param>
/// <param name="Server">The server; zero where the operating system has no /proc.</param>
internal readonly record struct ProcessorTime(TimeSpan Here, TimeSpan Server)
{
    private const int TicksPerSecond = 100;

    public static ProcessorTime Now(int server) => new(Process.GetCurrentProcess().TotalProcessorTime, OfServer(server));

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) => new(later.Here - earlier.Here, later.Server - earlier.Server);

    public static ProcessorTime operator +(ProcessorTime one, ProcessorTime other) => new(one.Here + other.Here, one.Server + other.Server);

    public string Each(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"host and client {Here.TotalMicroseconds / count:0} µs, database {Server.TotalMicroseconds / count:0} µs of processor time each");

    // The time of an ended process is added to its parent. Fields after the name in brackets: state, parent, ..., user and system time, then those of ended
    // children.
    private static TimeSpan OfServer(int server)
    {
        if (!Directory.Exists("/proc/self")) return TimeSpan.Zero;
        long ticks = 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) || Stat(folder) is not { } stat) continue;
            if (id == server) ticks += Ticks(stat, 11) + Ticks(stat, 12) + Ticks(stat, 13) + Ticks(stat, 14);
            else if (Ticks(stat, 1) == server) ticks += Ticks(stat, 11) + Ticks(stat, 12);
        }
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static string[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Ticks(string[] stat, int field) => long.Parse(stat[field], CultureInfo.InvariantCulture);
}
