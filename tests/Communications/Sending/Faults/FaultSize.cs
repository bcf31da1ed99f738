using System.Globalization;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>The number of faults: few in a test run, many with ./workwell faults, which sets WORKWELL_FAULT_KILLS and shows progress.</summary>
internal static class FaultSize
{
    private static readonly int Asked = int.TryParse(Environment.GetEnvironmentVariable("WORKWELL_FAULT_KILLS"), CultureInfo.InvariantCulture, out var kills)
        ? kills : 0;

    public static bool IsLong => Asked > 0;

    public static int HostKills => IsLong ? Asked : 2;

    public static int ServerKills => IsLong ? Math.Max(1, Asked / 4) : 1;

    /// <summary>How often each kind of fault other than a kill occurs.</summary>
    public static int OfEachOther => IsLong ? Math.Max(1, Asked / 8) : 1;

    /// <summary>
    /// The random seed, which changes daily to cover more cases over time. WORKWELL_FAULT_SEED, which a run prints, repeats that run.
    /// </summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("WORKWELL_FAULT_SEED"), CultureInfo.InvariantCulture, out var asked)
        ? asked : DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber;

    /// <summary>The kinds of fault other than kills: all if requested, else two a day, so that five kinds take three days.</summary>
    public static IEnumerable<string> Chosen(string[] kinds) => IsLong || Environment.GetEnvironmentVariable("WORKWELL_TEST_ALL") == "1"
        ? kinds : [kinds[Seed * 2 % kinds.Length], kinds[((Seed * 2) + 1) % kinds.Length]];

    public static TimeSpan Patience => IsLong ? TimeSpan.FromMinutes(20) : TimeSpan.FromMinutes(4);

    /// <summary>Shows the progress of a long run.</summary>
    public static void Say(int done, int all, string what)
    {
        if (!IsLong) return;
        const int Width = 40;
        var filled = done * Width / all;
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {all}: {what,-40}"));
        if (done == all) Console.Error.WriteLine();
    }
}
