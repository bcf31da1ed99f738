using System.Globalization;
using Spectre.Console;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Shows the progress and the result of loading places.</summary>
internal static class PlaceLoadConsole
{
    private const int MaxLines = 20;

    public static PlaceLoadReport Follow(Func<IProgress<PlaceLoadProgress>, PlaceLoadReport> load) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("Reading");
                return load(new Shown(progress =>
                {
                    task.MaxValue = Math.Max(1, progress.BytesInAll);
                    task.Value = progress.BytesRead;
                    task.Description = $"Reading, {Number(progress.Rows)} rows";
                }));
            });

    public static int Tell(PlaceLoadReport report, string entries, string outOfUse)
    {
        foreach (var (reason, count) in report.LeftOut) Console.WriteLine($"Left out: {Number(count)} rows: {reason}.");
        foreach (var (reason, count) in report.Bad) Console.WriteLine($"Wrong: {Number(count)} rows: {reason}.");
        foreach (var bad in report.FirstBad.Take(MaxLines)) Console.WriteLine($"  {bad.File}:{bad.Line.ToString(CultureInfo.InvariantCulture)}: {bad.Reason}");
        if (report.Refused is { } why)
        {
            Console.Error.WriteLine($"Refused; nothing was changed. {why}");
            return 1;
        }
        if (report.IsSample) Console.WriteLine($"This is the SAMPLE: most of its {entries} are invented.");
        Console.WriteLine($"{Number(report.Loaded)} {entries} loaded, {Number(report.OutOfUse)} of them {outOfUse}.");
        return 0;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // The framework's Progress<T> reports on other threads, but the progress bar may only be updated from its own.
    private sealed class Shown(Action<PlaceLoadProgress> show) : IProgress<PlaceLoadProgress>
    {
        public void Report(PlaceLoadProgress value) => show(value);
    }
}
