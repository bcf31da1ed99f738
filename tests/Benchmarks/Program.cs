using System.Reflection;
using System.Text;
using WorkWell.Benchmarks;

// A benchmark is a static class with a name and `RunAsync(TextWriter)`; adding one is adding its file.
Console.OutputEncoding = Encoding.UTF8;
if (args is [StartBenchmark.EmptyHost])
{
    await StartBenchmark.RunEmptyHostAsync();
    return 0;
}
// Workers of a benchmark talk to it, and not to a person.
if (args.Contains("--worker"))
{
    await WorkWell.Benchmarks.EnglandBenchmark.RunAsync(TextWriter.Null);
    return 0;
}
var wanted = args.FirstOrDefault(argument => !argument.StartsWith('-'));
var benchmarks = Assembly.GetExecutingAssembly().GetTypes()
    .Select(type => (Name: type.Name.Replace("Benchmark", "", StringComparison.Ordinal).ToLowerInvariant(), Run: type.GetMethod("RunAsync", [typeof(TextWriter)])))
    .Where(benchmark => benchmark.Run is { IsStatic: true })
    .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
    .ToArray();
var chosen = benchmarks.Where(benchmark => wanted is null || benchmark.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).ToArray();
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no benchmark '{wanted}'. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return 1;
}
Console.WriteLine($"{Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}. Ratios compare within one run; absolute figures move with the machine.");
foreach (var (name, run) in chosen)
{
    Console.WriteLine($"\n== {name}");
    await (Task)run!.Invoke(null, [Console.Out])!;
}
return 0;
