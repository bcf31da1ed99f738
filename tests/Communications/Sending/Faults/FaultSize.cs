using System.Globalization;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>How much is broken: little with the tests, all of it by ./workwell faults, which sets WORKWELL_FAULT_KILLS and shows how far it is.</summary>
internal static class FaultSize
{
    private static readonly int Asked = int.TryParse(Environment.GetEnvironmentVariable("WORKWELL_FAULT_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 0;

    public static bool IsLong => Asked > 0;

    public static int HostKills => IsLong ? Asked : 2;

    public static int ServerKills => IsLong ? Math.Max(1, Asked / 4) : 1;

    /// <summary>How often each kind of fault comes that is no kill.</summary>
    public static int OfEachOther => IsLong ? Math.Max(1, Asked / 8) : 1;

    public static TimeSpan Patience => IsLong ? TimeSpan.FromMinutes(20) : TimeSpan.FromMinutes(4);

    /// <summary>Draws how far a long run is.</summary>
    public static void Say(int done, int all, string what)
    {
        if (!IsLong) return;
        const int Width = 40;
        var filled = done * Width / all;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {all}: {what,-40}"));
        if (done == all) Console.Error.WriteLine();
    }
}
