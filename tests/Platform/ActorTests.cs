namespace WorkWell.Platform.Tests;

/// <summary>What somebody sent as the code of an area never becomes all areas, or two.</summary>
public sealed class ActorTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("llr,ncl")]
    [InlineData("llr,*")]
    public void A_code_that_would_reach_more_than_one_area_makes_no_actor(string sent)
    {
        Assert.Throws<ArgumentException>(() => new Actor("door:self", [sent], "referral"));
        Assert.Throws<ArgumentException>(() => new Actor("door:self", ["llr", sent], "referral"));
        Assert.Throws<ArgumentException>(() => new Actor("door:self", ["llr"], "referral") with { Areas = [sent] });
    }

    [Fact]
    public void All_areas_are_asked_for_by_name_and_come_back_from_where_a_key_is_stored()
    {
        Assert.Equal("*", Actor.Job("test").AreaSetting);
        Assert.Equal("*", new Actor("key:all", Actor.StoredAreas(["*"]), "referral").AreaSetting);
        Assert.Equal("llr,ncl", new Actor("key:two", Actor.StoredAreas(["llr", "ncl"]), "referral").AreaSetting);
        Assert.True(Actor.Job("test").Reaches("ncl"));
    }
}
