using Microsoft.Testing.Platform.MSBuild;
using Xunit.MicrosoftTestingPlatform;

namespace WorkWell.TestKit;

/// <summary>
/// Where each project of tests begins, and ends as soon as its tests have. xunit's own entry point waits for every thread that is left, and after eleven
/// seconds
/// calls the run a failure ("foreground threads were left running"): on a loaded machine that is luck. It would also report each run to Microsoft.
/// </summary>
internal static class EntryPoint
{
    public static void Main(string[] arguments) =>
        Environment.Exit(TestPlatformTestFramework.RunAsync(arguments, TestingPlatformBuilderHook.AddExtensions).GetAwaiter().GetResult());
}
