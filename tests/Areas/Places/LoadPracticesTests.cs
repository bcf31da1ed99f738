using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Places.Tests;

public sealed class LoadPracticesTests : IDisposable
{
    private readonly PlacesFixture given = new();

    public void Dispose() => given.Dispose();

    [Fact]
    public void A_practice_gets_its_board_from_one_file_and_its_network_from_the_other()
    {
        Assert.Null(Load([Practice("M85001", "ALUM ROCK SURGERY")], [Network("M85001", "U12345", "Saltley and Alum Rock PCN")]).Refused);

        var practice = given.Open().FindPractice(" m85 001 ");

        Assert.NotNull(practice);
        Assert.Equal(("M85001", "QHL", "15E", "U12345", "Saltley and Alum Rock PCN"),
            (practice.Code, practice.BoardCode, practice.SubBoardCode, practice.NetworkCode, practice.NetworkName));
    }

    [Fact]
    public void The_files_may_come_in_any_order_with_or_without_headers()
    {
        var practices = given.AFile(
            "epraccur.csv", string.Join(',', Enumerable.Range(1, 27).Select(i => $"Column {i}")), Practice("M85001", "ALUM ROCK SURGERY"));
        var networks = given.AFile(
            "epcn.csv", "Partner Organisation Code,Partner Name,a,b,PCN Code,PCN Name,c,d,Start,End,Match?", Network("M85001", "U12345", "Saltley PCN"));

        Assert.Null(given.Loader.LoadPractices([networks, practices], false, null, default).Refused);

        Assert.Equal("U12345", given.Open().FindPractice("M85001")!.NetworkCode);
    }

    [Fact]
    public void The_latest_network_that_has_not_ended_counts()
    {
        var report = Load(
            [Practice("M85001", "ALUM ROCK SURGERY")],
            [
                Network("M85001", "U00002", "Present PCN", "20210401", "20991231"), Network("M85001", "U00001", "Earlier PCN", "2019-07-01"),
                Network("M85001", "U00003", "Left PCN", "20220401", "20260906"),
                Network("M85009", "U00003", "Left PCN"),
            ]);

        Assert.Equal("U00002", given.Open().FindPractice("M85001")!.NetworkCode);
        Assert.Equal(2, report.LeftOut.Count);
    }

    [Fact]
    public void Bad_rows_are_reported_by_file_and_line_and_the_good_ones_are_kept()
    {
        var report = Load(
            [Practice("M85001", "ALUM ROCK SURGERY"), "M85002,too,short", Practice("M85003", ""), Practice("M85001", "AGAIN"), Practice("??", "NO CODE"),
            Practice("M85004", "A DENTIST", setting: "9"), Practice("M85005", "GOOD"), Practice("M85006", "GOOD"), Practice("M85007", "GOOD"),
            Practice("M85008", "GOOD"), Practice("M85009", "GOOD"), Practice("M85010", "GOOD")],
            [Network("M85001", "U12345", "Saltley PCN", "yesterday"), Network("M85005", "", "")]);

        Assert.Equal(
            [
                ("epraccur.csv", 2, "has too few columns"), ("epraccur.csv", 3, "has no name"), ("epraccur.csv", 4, "repeats the practice of an earlier line"),
                ("epraccur.csv", 5, "does not begin with an ODS code"),
                ("epcn.csv", 1, "has an invalid start date"), ("epcn.csv", 2, "has no network code and name"),
            ],
            report.FirstBad.Select(bad => (bad.File, bad.Line, bad.Reason)));
        Assert.Equal(1, report.LeftOut["not a GP practice"]);
        Assert.Equal(7, report.Loaded);
    }

    [Fact]
    public void The_network_file_alone_is_refused_and_the_old_index_keeps_serving()
    {
        Load([Practice("M85001", "ALUM ROCK SURGERY")], []);

        var report = given.Loader.LoadPractices([given.AFile("epcn.csv", Network("M85001", "U12345", "Saltley PCN"))], false, null, default);

        Assert.Contains("the practice file (epraccur) is missing", report.Refused, StringComparison.Ordinal);
        Assert.NotNull(given.Open().FindPractice("M85001"));
    }

    [Fact]
    public void Another_kind_of_file_is_refused_by_its_shape() =>
        Assert.Contains("has 3", given.Loader.LoadPractices([given.AFile("x.csv", "a,b,c")], false, null, default).Refused, StringComparison.Ordinal);

    [Fact]
    public void Somebody_who_does_not_know_the_code_finds_the_practice_by_name_or_postcode_and_closed_ones_are_left_out()
    {
        Load([Practice("M85001", "ALUM ROCK SURGERY"), Practice("M85002", "THE ROCK CLINIC"), Practice("M85003", "ROCK END", status: "CLOSED"),
            Practice("M85004", "ROCK STREET PRACTICE")], []);
        var places = given.Open();

        Assert.Equal(["ROCK STREET PRACTICE", "ALUM ROCK SURGERY", "THE ROCK CLINIC"], places.SearchPractices("rock", 10).Select(entry => entry.Name));
        Assert.Equal(["ALUM ROCK SURGERY"], places.SearchPractices("Álum, ROCK", 10).Select(entry => entry.Name));
        Assert.Equal(4, places.SearchPractices("b8 0za", 10).Count + (places.FindPractice("M85003") is null ? 0 : 1));
        Assert.Single(places.SearchPractices("rock", 1));
        Assert.Empty(places.SearchPractices("\ud800", 10));
        Assert.Empty(places.SearchPractices(new string('x', 10_000), 10));
    }

    private PlaceLoadReport Load(string[] practices, string[] networks)
    {
        var practiceFile = given.AFile("epraccur.csv", practices);
        string[] files = networks.Length == 0 ? [practiceFile] : [practiceFile, given.AFile("epcn.csv", networks)];
        return given.Loader.LoadPractices(files, acceptSmaller: true, null, default);
    }

    private static string Practice(string code, string name, string setting = "4", string status = "ACTIVE") =>
        $"{code},{name},Y60,QHL,1 SOME STREET,,,,,B8 0ZA,19740401,,{status},B,15E,20200401,,,,,,0,,1,,{setting},";

    private static string Network(string practice, string code, string name, string since = "20200401", string until = "") =>
        $"{practice},SOME PRACTICE,15E,NHS SOMEWHERE,{code},{name},15E,NHS SOMEWHERE,{since},{until},Y";
}
