using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Areas.Places.Tests;

/// <summary>A test's data folder with its loader and directory.</summary>
public sealed class PlacesFixture : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("places").FullName;

    private readonly List<IDisposable> opened = [];

    internal ManualTimeProvider Clock { get; } = new(RunningHost.UsualStart);

    internal List<string> Log { get; } = [];

    internal PlaceFolders WithoutSample => new(Path.Combine(Root, "places"), Path.Combine(Root, "no-sample"));

    internal PlaceFolders WithSample => new(Path.Combine(Root, "places"), Checkout.Path("config", "places", "sample"));

    internal IPlaceLoader Loader => new PlaceLoader(WithoutSample, Clock);

    internal PlaceDirectory Open(PlaceFolders? folders = null)
    {
        var directory = new PlaceDirectory(folders ?? WithoutSample, Clock, new ListLog(Log));
        opened.Add(directory);
        return directory;
    }

    internal string AFile(string name, params string[] lines)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>A postcode directory in the format used until May 2025, with only the relevant columns.</summary>
    internal string ADirectory(params string[] rows) => AFile("ONSPD_TEST.csv", ["pcds,doterm,oslaua,osward,ctry,ccg,icb,lsoa21", .. rows]);

    internal PlaceLoadReport Load(params string[] rows) => Loader.LoadPostcodes(ADirectory(rows), acceptSmaller: true, null, default);

    public void Dispose()
    {
        foreach (var directory in opened) directory.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private sealed class ListLog(List<string> lines) : ILogger<PlaceDirectory>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
