using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WorkWell.TestKit;

/// <summary>
/// Ends tests that hang. The runner's own limit (./workwell test gives 20 minutes to a project) only asks them to stop, and one that waits for something that
/// never comes does not hear it.
/// </summary>
internal static class LastResort
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);
    private static Timer? timer;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Every project of tests uses this one, and none could forget to ask for it.")]
    internal static void Watch() =>
        timer = new Timer(_ => Environment.FailFast($"The tests of {Environment.ProcessPath} have not ended in {Limit.TotalMinutes} minutes: something waits for ever."), null, Limit, Timeout.InfiniteTimeSpan);
}
