using WorkWell.Areas.Catalogue;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Tests;

/// <summary>Which area a place belongs to. The Black Country, one of its authorities, and a board whose practices are enough.</summary>
public sealed class PlaceClaimTests
{
    private const string BlackCountry = "E54000062";
    private const string DudleyAuthority = "E08000027";
    private const string Walsall = "E08000030";
    private const string Manchester = "E54000057";

    private static readonly AreaSettings Dudley = Board(
        "dudley", "QUA", BlackCountry) with { Authorities = [new("Dudley") { Codes = [DudleyAuthority] }],
        PracticeLocations = [new("Dudley") { Codes = ["D2P2L"] }] };
    private static readonly AreaSettings WholeBlackCountry = Board("black-country", "QUA", BlackCountry);
    private static readonly AreaSettings GreaterManchester = Board("gm", "QOP", Manchester) with
    {
        Requirements = new Dictionary<string, Requirement> { [RequirementNames.PracticeInAreaIsEnough] = new(true, EvidenceLevel.Stated, "Test") },
    };

    [Fact]
    public void An_authority_decides_before_the_board()
    {
        Assert.Equal("dudley", Find([Dudley, WholeBlackCountry], authority: DudleyAuthority, board: BlackCountry));
        Assert.Equal("black-country", Find([Dudley, WholeBlackCountry], authority: Walsall, board: BlackCountry));
    }

    [Fact]
    public void One_authority_of_a_board_does_not_claim_the_rest_of_it()
    {
        Assert.Null(Find([Dudley], authority: Walsall, board: BlackCountry));
        Assert.Null(Find([Dudley], board: BlackCountry));
    }

    [Fact]
    public void A_board_is_enough_where_an_area_claims_all_of_it() => Assert.Equal("black-country", Find([Dudley, WholeBlackCountry], board: BlackCountry));

    [Fact]
    public void Two_equal_claims_give_none()
    {
        Assert.Null(Find([WholeBlackCountry, Board("other", "QUA", BlackCountry)], board: BlackCountry));
        Assert.Null(Find([Dudley, Dudley with { Code = "dudley-too" }], authority: DudleyAuthority));
    }

    [Fact]
    public void A_practice_decides_when_the_home_is_not_known()
    {
        Assert.Equal("dudley", Find([Dudley, WholeBlackCountry], practiceBoard: "QUA", practiceSubBoard: "D2P2L"));
        Assert.Equal("black-country", Find([Dudley, WholeBlackCountry], practiceBoard: "QUA", practiceSubBoard: "OTHER"));
        Assert.Null(Find([Dudley], practiceBoard: "QUA", practiceSubBoard: "OTHER"));
        Assert.Null(Find([Dudley]));
    }

    [Fact]
    public void Somebody_who_lives_elsewhere_comes_by_their_practice_only_where_that_is_enough()
    {
        Assert.Equal("gm", Find([GreaterManchester, WholeBlackCountry], authority: "E07000037", board: "E54000042", practiceBoard: "QOP"));
        Assert.Null(Find([GreaterManchester, WholeBlackCountry], authority: "E07000037", board: "E54000042", practiceBoard: "QUA"));
    }

    [Fact]
    public void A_home_decides_before_a_practice() =>
        Assert.Equal("dudley", Find([Dudley, GreaterManchester], authority: DudleyAuthority, board: BlackCountry, practiceBoard: "QOP"));

    private static string? Find(
        AreaSettings[] areas, string? authority = null, string? board = null, string? practiceBoard = null, string? practiceSubBoard = null) =>
        new AreaClaims(areas).Find(
        new HomePlace { AuthorityCode = authority, BoardCode = board }, new GpPractice { BoardCode = practiceBoard, SubBoardCode = practiceSubBoard });

    private static AreaSettings Board(string code, string ods, string ons) =>
        new() { Code = code, Name = code, ServiceName = code, Board = new CareBoard(ods, ons, code) };
}
