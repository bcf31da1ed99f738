using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Places;
using WorkWell.TestKit;

namespace WorkWell.Benchmarks;

/// <summary>
/// Looks up the codes of a postcode as typed, compared with PostgreSQL by key, a dictionary and a sorted array, with 2.6 million invented postcodes.
/// </summary>
internal static class PostcodeBenchmark
{
    private const int Postcodes = 2_600_000;
    private const int Asked = 500_000;
    private const int AskedOfPostgres = 20_000;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("postcodes").FullName;
        try
        {
            var rows = SyntheticPostcodes.Make(Postcodes);
            Load(output, folder, rows);
            using var places = Open(output, folder);
            var asked = Sample(rows, Asked);
            var (dictionary, bytes) = Measured(() => rows.ToFrozenDictionary(row => row.Postcode.ToString(), row => row.Codes));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  FrozenDictionary of the same postcodes: {bytes / 1e6:N0} MB"));
            var keys = asked.Select(text => Postcode.Read(text, out _)!.Value.Key).ToArray();
            var sorted = rows.Select(row => row.Postcode.Key).Order().ToArray();

            await using var database = await TestDatabase.CreateEmptyAsync();
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            await FillAsync(source, rows);
            await using var connection = await source.OpenConnectionAsync();
            await using var byKey = new NpgsqlCommand(
                "select board, sub_board, authority, ward, lsoa from postcode where code = $1", connection) { Parameters = { new() { Value = "" } } };
            await byKey.PrepareAsync();

            await Rounds.CompareAsync(
                output,
                5,
                ("PostgreSQL by key, prepared", () => AskPostgresAsync(byKey, asked)),
                ("ours: FindPostcode(text)", () => Task.FromResult(Count(asked, text => places.FindPostcode(text).State == PostcodeState.Known))),
                ("FrozenDictionary by the exact text", () => Task.FromResult(Count(asked, text => dictionary.ContainsKey(text)))),
                ("bare sorted array, key already packed", () => Task.FromResult(Count(keys, key => Array.BinarySearch(sorted, key) >= 0))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Load(TextWriter output, string folder, IReadOnlyList<SyntheticPostcode> rows)
    {
        var file = Path.Combine(folder, "ONSPD_SYNTHETIC.csv");
        SyntheticPostcodes.Write(file, rows);
        var started = Stopwatch.GetTimestamp();
        var report = new PlaceLoader(new PlaceFolders(folder, folder), TimeProvider.System).LoadPostcodes(file, acceptSmaller: false, null, default);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  load: {report.Loaded:N0} rows in {seconds:0.0} s ({report.Loaded / seconds:N0} rows/s) from {new FileInfo(
            file).Length / 1e6:N0} MB of CSV; {report.Refused}"));
        File.Delete(file);
    }

    private static PlaceDirectory Open(TextWriter output, string folder)
    {
        var folders = new PlaceFolders(folder, folder);
        var times = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var opened = new PlaceDirectory(folders, TimeProvider.System, NullLogger<PlaceDirectory>.Instance);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        var (places, bytes) = Measured(() => new PlaceDirectory(folders, TimeProvider.System, NullLogger<PlaceDirectory>.Instance));
        var mapped = new FileInfo(folders.Postcodes).Length;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  ready in {Rounds.Median(times):0} ms, checksum included; {mapped / 1e6:0.0} MB mapped and {Math.Max(
            0, bytes) / 1e6:0.0} MB allocated (target 1 s, 30 MB)"));
        return places;
    }

    private static string[] Sample(IReadOnlyList<SyntheticPostcode> rows, int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => rows[random.Next(rows.Count)].Postcode.ToString())];
    }

    private static long Count<T>(IEnumerable<T> asked, Func<T, bool> isFound)
    {
        long count = 0;
        foreach (var one in asked)
        {
            if (!isFound(one)) throw new InvalidOperationException("A loaded postcode was not found.");
            count++;
        }
        return count;
    }

    private static async Task<long> AskPostgresAsync(NpgsqlCommand byKey, string[] asked)
    {
        for (var i = 0; i < AskedOfPostgres; i++)
        {
            byKey.Parameters[0].Value = asked[i];
            await using var reader = await byKey.ExecuteReaderAsync();
            if (!await reader.ReadAsync()) throw new InvalidOperationException("A loaded postcode was not found.");
        }
        return AskedOfPostgres;
    }

    private static async Task FillAsync(NpgsqlDataSource source, IReadOnlyList<SyntheticPostcode> rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand(
            "create table postcode (code text collate \"C\" not null, board text, sub_board text, authority text, ward text, lsoa text)",
            connection)) await create.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy postcode (code, board, sub_board, authority, ward, lsoa) from stdin (format binary)"))
        {
            foreach (var (postcode, codes, _) in rows)
            {
                await copy.WriteRowAsync(
                    default, postcode.ToString(), OnsCode.Unpack(codes.Board), OnsCode.Unpack(codes.SubBoard), OnsCode.Unpack(codes.Authority),
                    OnsCode.Unpack(codes.Ward), OnsCode.Unpack(codes.Lsoa));
            }
            await copy.CompleteAsync();
        }
        await using var index = new NpgsqlCommand("alter table postcode add primary key (code); analyze postcode", connection) { CommandTimeout = 120 };
        await index.ExecuteNonQueryAsync();
    }

    private static (T Made, long Bytes) Measured<T>(Func<T> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        return (made, GC.GetTotalMemory(forceFullCollection: true) - before);
    }
}
