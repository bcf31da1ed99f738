namespace WorkWell.Areas.Sdk.Tests;

public sealed class AreaPlacesTests
{
    private static readonly AreaPlaces Places = new(Settings.Plain);

    private static Answer Home(HomePlace home) => Places.HomeIsHere(home);

    [Theory]
    [InlineData("E07999991", null, Answer.Yes)]
    [InlineData("E07999991", "E54999999", Answer.Yes)]
    [InlineData("E07000001", null, Answer.No)]
    [InlineData("E07000001", "E54999999", Answer.No)]
    [InlineData("E07999991", "E54000001", Answer.Unknown)]
    [InlineData(null, "E54000001", Answer.No)]
    [InlineData(null, "E54999999", Answer.Unknown)]
    [InlineData(null, null, Answer.Unknown)]
    public void Codes_decide_and_a_contradiction_does_not(string? authority, string? board, Answer expected) =>
        Assert.Equal(expected, Home(new() { AuthorityCode = authority, BoardCode = board }));

    [Fact]
    public void An_area_that_lists_no_authorities_is_its_whole_board()
    {
        var places = new AreaPlaces(Settings.Plain with { Authorities = [] });
        Assert.Equal(Answer.Yes, places.HomeIsHere(new() { BoardCode = "E54999999", AuthorityCode = "E07000001" }));
        Assert.Equal(Answer.No, places.HomeIsHere(new() { BoardCode = "E54000001" }));
        Assert.Equal(Answer.Unknown, places.HomeIsHere(new() { AuthorityCode = "E07000001" }));
    }

    [Theory]
    [InlineData("Northtown", Answer.Yes)]
    [InlineData("  north   TOWN ", Answer.Yes)]
    [InlineData("Westtown", Answer.Unknown)]
    [InlineData("", Answer.Unknown)]
    [InlineData("\ud800", Answer.Unknown)]
    public void A_name_is_a_hint_that_never_says_no(string name, Answer expected) => Assert.Equal(expected, Home(new() { StatedName = name }));

    [Fact]
    public void A_code_counts_for_more_than_a_name() => Assert.Equal(Answer.No, Home(new() { StatedName = "Northtown", AuthorityCode = "E07000001" }));

    [Fact]
    public void A_postcode_district_never_decides() =>
        Assert.Equal(Answer.Unknown, new AreaPlaces(Settings.Plain with { PostcodeDistricts = ["ZE1"] }).HomeIsHere(new() { PostcodeDistrict = "ZE1" }));

    [Fact]
    public void An_authority_of_which_only_part_belongs_asks()
    {
        var places = new AreaPlaces(
            Settings.Plain with { Authorities = [new("Northtown") { Codes = ["E07999991"], OnlyPart = true }], Networks = [new("Old Mill", "partner")] });
        Assert.Equal(Answer.Unknown, places.HomeIsHere(new() { AuthorityCode = "E07999991" }));
        Assert.Equal(Answer.Unknown, places.HomeIsHere(new() { StatedName = "Northtown" }));
        Assert.Equal(Answer.No, places.HomeIsHere(new() { AuthorityCode = "E07999992" }));
        Assert.Equal(Answer.Yes, places.HomeIsHere(new() { AuthorityCode = "E07999991", NetworkName = "old mill pcn" }));
        Assert.Equal(Answer.Unknown, places.HomeIsHere(new() { AuthorityCode = "E07999992", NetworkName = "Old Mill" }));
    }

    [Theory]
    [InlineData("QZZ", null, Answer.Yes)]
    [InlineData("QXX", null, Answer.No)]
    [InlineData(null, "99Z", Answer.Yes)]
    [InlineData(null, "98Z", Answer.No)]
    [InlineData("QZZ", "98Z", Answer.Unknown)]
    [InlineData(null, null, Answer.Unknown)]
    public void A_practice_belongs_to_the_board_or_its_locations(string? board, string? location, Answer expected) =>
        Assert.Equal(expected, Places.PracticeIsHere(new() { BoardCode = board, SubBoardCode = location }));

    [Fact]
    public void Without_a_stated_board_code_a_practice_says_nothing() =>
        Assert.Equal(Answer.Unknown,
        new AreaPlaces(Settings.Plain with { Board = new(null, "E54999999", "Board") }).PracticeIsHere(new() { BoardCode = "QZZ" }));

    [Fact]
    public void Practice_locations_are_compared_with_codes_of_their_own_kind()
    {
        var places = new AreaPlaces(Settings.Plain with
        {
            PracticeLocations = [new("Northtown") { Codes = ["E07999991"] }, new("Part of Southtown") { Codes = ["E07999992"], OnlyPart = true }],
        });
        Assert.Equal(Answer.Yes, places.PracticeIsHere(new() { AuthorityCode = "E07999991", BoardCode = "QXX" }));
        Assert.Equal(Answer.Unknown, places.PracticeIsHere(new() { AuthorityCode = "E07999992" }));
        Assert.Equal(Answer.No, places.PracticeIsHere(new() { AuthorityCode = "E07000001" }));
        Assert.Equal(Answer.Unknown, places.PracticeIsHere(new() { SubBoardCode = "99Z" }));
    }

    [Fact]
    public void A_focus_place_is_known_by_code_or_name_and_never_says_no()
    {
        var places = new AreaPlaces(Settings.Plain with
        {
            FocusPlaces = [new("Mill Street") { Codes = ["E05999991"], Aliases = ["The Mills"], Within = "E07999991" },
                new("Everywhere in Southtown") { Codes = ["E07999992", "E01999991"] }],
        });
        Assert.Equal(Answer.Yes, places.HomeIsInFocusPlace(new() { WardCode = "E05999991" }));
        Assert.Equal(Answer.Yes, places.HomeIsInFocusPlace(new() { LsoaCode = "E01999991" }));
        Assert.Equal(Answer.Yes, places.HomeIsInFocusPlace(new() { AuthorityCode = "E07999992" }));
        Assert.Equal(Answer.Yes, places.HomeIsInFocusPlace(new() { StatedName = "the mills" }));
        Assert.Equal(Answer.Yes, places.HomeIsInFocusPlace(new() { StatedName = "Mill Street", AuthorityCode = "E07999991" }));
        Assert.Equal(Answer.Unknown, places.HomeIsInFocusPlace(new() { StatedName = "Mill Street", AuthorityCode = "E07000001" }));
        Assert.Equal(Answer.Unknown, places.HomeIsInFocusPlace(new() { WardCode = "E05000001" }));
        Assert.Equal(Answer.Unknown, places.HomeIsInFocusPlace(HomePlace.Unknown));
    }

    [Theory]
    [InlineData("U99999", null)]
    [InlineData(null, "Old Mill and Canal")]
    [InlineData(null, "OLD-MILL & CANAL PCN")]
    [InlineData(null, "Sähëlï Fields")]
    [InlineData(null, "saheli fields")]
    [InlineData("U00000", "Old Mill and Canal")]
    public void A_network_is_known_by_its_code_and_every_name(string? code, string? name)
    {
        var places = new AreaPlaces(
            Settings.Plain with { Networks = [new("Old Mill and Canal", "partner") { Codes = ["U99999"], Aliases = ["Sähëlï Fields"] }] });
        Assert.Equal("partner", places.FindNetwork(code, name)!.Partner);
    }

    [Fact]
    public void A_network_on_no_list_is_not_found()
    {
        var places = new AreaPlaces(Settings.Plain with { Networks = [new("Old Mill", "partner")] });
        Assert.Null(places.FindNetwork("U00000", "Old Mills"));
        Assert.Null(places.FindNetwork(null, null));
        Assert.Null(Places.FindNetwork("U00000", "Old Mill"));
    }

    [Theory]
    [InlineData("Small-Heath PCN", "small heath")]
    [InlineData("Storer and Queen's Park", "storer and queens park")]
    [InlineData("Storer & Queen’s Park", "storer and queens park")]
    [InlineData("  Sähëlï  ", "saheli")]
    [InlineData("PCN", "pcn")]
    [InlineData("\udc00x", "x")]
    [InlineData("", "")]
    public void Names_are_compared_without_what_people_write_differently(string name, string key) => Assert.Equal(key, AreaPlaces.NameKey(name));
}
