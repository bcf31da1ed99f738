using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace WorkWell.TestKit;

/// <summary>
/// Ends tests that hang. The runner's own limit (40 minutes for a project with ./workwell test) only requests cancellation, which a test that waits for an
/// event that never comes does not notice.
/// </summary>
internal static class LastResort
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(45);
    private static Timer? timer;

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Every test project references this one and must not have to opt in.")]
    internal static void Watch() =>
        timer = new Timer(_ => Environment.FailFast(
        $"The tests of {Environment.ProcessPath} did not end within {Limit.TotalMinutes} minutes; one of them hangs."), null, Limit, Timeout.InfiniteTimeSpan);
}
