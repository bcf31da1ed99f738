using FsCheck;
using FsCheck.Fluent;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places.Tests;

public sealed class LoadPostcodesTests : IDisposable
{
    private const string Leicester = "LE4 0ZA,,E06000016,E05000001,E92000001,E38000051,E54000015,E01013600";

    private readonly PlacesFixture given = new();

    public void Dispose() => given.Dispose();

    [Fact]
    public void A_loaded_postcode_gives_its_codes()
    {
        Assert.Equal(1, given.Load(Leicester).Loaded);

        var answer = given.Open().FindPostcode("le4 0za");

        Assert.Equal(PostcodeState.Known, answer.State);
        Assert.Equal("LE4 0ZA", answer.Postcode);
        Assert.False(answer.IsTerminated);
        Assert.Equal(
            ("E54000015", "E38000051", "E06000016", "E05000001", "E01013600", "LE4", null, null),
            (answer.Home.BoardCode, answer.Home.SubBoardCode, answer.Home.AuthorityCode, answer.Home.WardCode, answer.Home.LsoaCode,
            answer.Home.PostcodeDistrict, answer.Home.NetworkCode, answer.Home.NetworkName));
    }

    [Fact]
    public void The_column_names_in_use_since_May_2025_are_understood_in_any_order()
    {
        var file = given.AFile("ONSPD_MAY_2026_UK.csv", "lsoa21cd,icb23cd,sicbl24cd,wd25cd,lad25cd,doterm,pcds",
            "E01013600,E54000015,E38000051,E05000001,E06000016,,LE4 0ZA");

        Assert.Null(given.Loader.LoadPostcodes(file, false, null, default).Refused);

        Assert.Equal("E01013600", given.Open().FindPostcode("LE4 0ZA").Home.LsoaCode);
    }

    [Fact]
    public void A_terminated_postcode_still_resolves_and_is_marked()
    {
        var report = given.Load(Leicester, "LE4 0ZX,201506,E06000016,,E92000001,,E54000015,E01013601");

        var answer = given.Open().FindPostcode("LE4 0ZX");

        Assert.Equal((2, 1), (report.Loaded, report.OutOfUse));
        Assert.Equal((PostcodeState.Known, true, "E01013601"), (answer.State, answer.IsTerminated, answer.Home.LsoaCode));
    }

    [Fact]
    public void A_postcode_that_is_not_in_the_directory_keeps_its_district()
    {
        given.Load(Leicester);

        var answer = given.Open().FindPostcode("le4 9zz");

        Assert.Equal((PostcodeState.NotInDirectory, "LE4 9ZZ", "LE4"), (answer.State, answer.Postcode, answer.Home.PostcodeDistrict));
        Assert.Null(answer.Home.AuthorityCode);
    }

    [Fact]
    public void Without_any_index_every_postcode_is_not_in_the_directory_and_nothing_fails()
    {
        var places = given.Open();

        Assert.Equal(PostcodeState.NotInDirectory, places.FindPostcode("LE4 0ZA").State);
        Assert.Equal(PostcodeState.NotAPostcode, places.FindPostcode("somewhere").State);
        Assert.Equal(PostcodeState.NotGiven, places.FindPostcode("  ").State);
        Assert.Equal("LE4", places.FindPostcode("LE4").Home.PostcodeDistrict);
        Assert.Null(places.FindPractice("Z99001"));
        Assert.Empty(places.SearchPractices("sample", 10));
        Assert.Null(places.Status.Postcodes);
    }

    [Fact]
    public void Bad_rows_are_reported_by_line_and_the_good_ones_are_kept()
    {
        var report = given.Load(
            Leicester, "nonsense,,E06000016,,E92000001,,E54000015,", "LE4 0ZB,,Leicester,,E92000001,,E54000015,", "LE4 0ZC,,E06000016", Leicester,
            "LE4 0ZD,,E06000016,,E92000001,,E99999999,", "BT1 1AA,,N09000003,,N92000002,,,95GG01S1", "LE4 0ZE,,E06000016,,E92000001,,E54000015,wrong");

        Assert.Null(report.Refused);
        Assert.Equal(
            [
                (3, "has no valid postcode"), (5, "has too few columns"), (9, "has an invalid LSOA code"), (6, "repeats the postcode of an earlier line"),
            ],
            report.FirstBad.Select(bad => (bad.Line, bad.Reason)));
        Assert.Equal(4, report.Bad.Values.Sum());
        var places = given.Open();
        Assert.Equal(PostcodeState.Known, places.FindPostcode("LE4 0ZA").State);
        Assert.Null(places.FindPostcode("LE4 0ZD").Home.BoardCode);
        Assert.Equal("N09000003", places.FindPostcode("BT1 1AA").Home.AuthorityCode);
    }

    [Theory]
    [InlineData("postcode,authority\nLE4 0ZA,E06000016", "no column pcds")]
    [InlineData("", "the file is empty")]
    [InlineData("pcds,doterm,oslaua,osward,ctry,ccg,icb,lsoa21\nx,,,,,,,\ny,,,,,,,", "It has no valid rows")]
    [InlineData("pcds,doterm,oslaua,osward,ctry,ccg,icb,lsoa21\nLE1 1AA,,,,,,,\nx,,,,,,,\ny,,,,,,,", "probably the wrong file")]
    public void A_bad_file_is_refused_and_the_old_index_keeps_serving(string content, string why)
    {
        given.Load(Leicester);
        var places = given.Open();

        var report = given.Loader.LoadPostcodes(given.AFile("bad.csv", content.Split('\n', StringSplitOptions.RemoveEmptyEntries)), false, null, default);
        given.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Contains(why, report.Refused, StringComparison.Ordinal);
        Assert.Equal(PostcodeState.Known, places.FindPostcode("LE4 0ZA").State);
        Assert.Equal(PostcodeState.Known, given.Open().FindPostcode("LE4 0ZA").State);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_in_words() =>
        Assert.Contains("nowhere.csv", given.Loader.LoadPostcodes("/nowhere.csv", false, null, default).Refused, StringComparison.Ordinal);

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_file()
    {
        var file = given.ADirectory([Leicester, "\"LE4 0ZB,,E06000016,,E92000001,,E54000015,", .. Enumerable.Repeat(Leicester, 1_000)]);

        Assert.Contains("is not CSV", given.Loader.LoadPostcodes(file, false, null, default).Refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_download_is_refused_unless_it_is_said_to_be_right()
    {
        given.Load([.. Enumerable.Range(0, 20).Select(i => Leicester.Replace("0ZA", $"0Z{(char)('A' + i)}", StringComparison.Ordinal))]);
        var half = given.ADirectory(Leicester);

        Assert.Contains("--accept-smaller", given.Loader.LoadPostcodes(half, false, null, default).Refused, StringComparison.Ordinal);
        Assert.Null(given.Loader.LoadPostcodes(half, true, null, default).Refused);
    }

    [Fact]
    public void A_few_rows_never_take_the_place_of_the_sample_without_being_asked_for()
    {
        var three = given.ADirectory([.. "ABC".Select(letter => Leicester.Replace("0ZA", $"0Z{letter}", StringComparison.Ordinal))]);
        var loader = new PlaceLoader(given.WithSample, given.Clock);

        var refused = loader.LoadPostcodes(three, acceptSmaller: false, null, default).Refused;

        Assert.Equal("It holds 3 entries, far fewer than the 189 in use now, which are the sample, and would take their place. If that is right, use " +
            "--accept-smaller.", refused);
        Assert.True(given.Open(given.WithSample).Status.Postcodes!.IsSample);
        Assert.Null(loader.LoadPostcodes(three, acceptSmaller: true, null, default).Refused);
    }

    [Fact]
    public void A_running_host_moves_to_a_new_index_by_itself()
    {
        given.Load(Leicester);
        var places = given.Open();

        given.Load(Leicester, "LE4 0ZB,,E06000016,,E92000001,,E54000015,E01013602");
        Assert.Equal(PostcodeState.NotInDirectory, places.FindPostcode("LE4 0ZB").State);
        given.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("E01013602", places.FindPostcode("LE4 0ZB").Home.LsoaCode);
        Assert.Equal(2, places.Status.Postcodes!.Entries);
    }

    [Fact]
    public void A_load_that_is_stopped_leaves_no_trace()
    {
        var progress = new List<PlaceLoadProgress>();
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();

        Assert.Throws<OperationCanceledException>(() => given.Loader.LoadPostcodes(given.ADirectory(Leicester), false, null, stopping.Token));
        Assert.False(Directory.Exists(given.WithoutSample.Data) && Directory.EnumerateFiles(given.WithoutSample.Data).Any());
        given.Loader.LoadPostcodes(given.ADirectory(Leicester), false, new Told(progress.Add), default);
        Assert.Equal(progress[^1].BytesInAll, progress[^1].BytesRead);
    }

    [Fact]
    public void Exactly_the_postcodes_that_were_loaded_are_found()
    {
        var keys = Gen.Choose(0, 50_000).NonEmptyListOf().ToArbitrary();
        Prop.ForAll(keys, loaded =>
        {
            var path = Path.Combine(given.WithoutSample.Data, "property.index");
            var writer = new PostcodeIndexWriter();
            foreach (var key in loaded.Distinct()) writer.Add(new Postcode((uint)key), Codes(key), isTerminated: key % 3 == 0, line: key);
            writer.Sort(_ => Assert.Fail("nothing repeats"));
            writer.Write(path, new IndexHead(IndexKind.Postcodes, "property", given.Clock.GetUtcNow()));
            var index = PostcodeIndex.Open(path);
            return Enumerable.Range(0, 50_001).Step(7).Concat(loaded).All(key =>
                index.TryFind(new Postcode((uint)key), out var codes, out var terminated) == loaded.Contains(key)
                && (!loaded.Contains(key) || (codes == Codes(key) && terminated == (key % 3 == 0))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithEndSize(3_000));
    }

    private static PlaceCodes Codes(int key) => new(1, 2, (uint)key % 7, 4, (uint)key % 300);

    private sealed class Told(Action<PlaceLoadProgress> tell) : IProgress<PlaceLoadProgress>
    {
        public void Report(PlaceLoadProgress value) => tell(value);
    }
}

file static class Steps
{
    public static IEnumerable<int> Step(this IEnumerable<int> numbers, int by) => numbers.Where(number => number % by == 0);
}
