using System.Globalization;
using System.Reflection;
using System.Text;
using WorkWell.Benchmarks;

// A benchmark is a static class with a name and `RunAsync(TextWriter)`; to add one, add its file. Long benchmarks offer a short run (BenchmarkSize).
Console.OutputEncoding = Encoding.UTF8;
if (args is [StartBenchmark.EmptyHost])
{
    await StartBenchmark.RunEmptyHostAsync();
    return 0;
}
// The output of a worker is read by its benchmark.
if (args.Contains("--worker"))
{
    await WorkWell.Benchmarks.EnglandBenchmark.RunAsync(TextWriter.Null);
    return 0;
}
var wanted = args.FirstOrDefault(argument => !argument.StartsWith('-'));
var benchmarks = Assembly.GetExecutingAssembly().GetTypes()
    .Where(type => type.Name.EndsWith("Benchmark", StringComparison.Ordinal))
    .Select(type => (Name: type.Name.Replace("Benchmark", "", StringComparison.Ordinal).ToLowerInvariant(),
    Run: type.GetMethod("RunAsync", [typeof(TextWriter)])))
    .Where(benchmark => benchmark.Run is { IsStatic: true })
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToArray();
if (args.FirstOrDefault(argument => argument.StartsWith('-') && argument is not ("--short" or "--percent")) is { } option)
{
    var isHelp = option is "--help" or "-h";
    (isHelp ? Console.Out : Console.Error)
        .WriteLine($"{(isHelp ? "" : $"There is no option '{option}'. ")}./workwell bench [NAME] [--short | --percent N]. Names: {string.Join(
        ", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return isHelp ? 0 : 1;
}
var chosen = benchmarks.Where(benchmark => wanted is null || benchmark.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{wanted}'. The benchmarks are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return 1;
}
Console.WriteLine(Machine.Summarise());
if (wanted is null) Console.WriteLine(
    $"Running all, long ones shortened: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}. For one in full: ./workwell bench NAME");
var failed = 0;
foreach (var (name, run) in chosen)
{
    Console.WriteLine($"\n== {name}{(BenchmarkSize.IsShort ? ", in short" : "")}");
    try
    {
        await (Task)run!.Invoke(null, [Console.Out])!;
    }
    catch (Exception failure) when (chosen.Length > 1)
    {
        // A failed benchmark must not lose the results of the others.
        failed++;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  could not be measured: {failure.Message}"));
    }
}
Console.WriteLine();
Console.WriteLine(Machine.Summarise());
return failed == 0 ? 0 : 1;
