using WorkWell.Areas.Sdk;

namespace WorkWell.Trials.Tests;

public sealed class RandomArmTests
{
    [Theory]
    [InlineData(1, 1, "ac")]
    [InlineData(2, 1, "aac")]
    [InlineData(1, 3, "accc")]
    public void Each_arm_gets_its_share_of_all_draws(int treated, int control, string arms)
    {
        var design = Design(new("a", treated), new("c", control));
        Assert.Equal(arms, string.Concat(Enumerable.Range(0, treated + control).Select(draw => RandomArm.At(design, draw))));
    }

    [Fact]
    public void A_draw_beyond_the_shares_is_a_mistake() => Assert.Throws<ArgumentOutOfRangeException>(() => RandomArm.At(Design(new("a", 1), new("c", 1)), 2));

    [Fact]
    public void Every_arm_is_drawn_and_what_is_kept_says_how()
    {
        var design = Design(new("a", 1), new("c", 1));
        Assert.Equal(["a", "c"], Enumerable.Range(0, 200).Select(_ => RandomArm.Draw(design)).Distinct().Order());
        Assert.Equal("a:1 c:1", RandomArm.Shares(design));
    }

    private static TrialDesign Design(params TrialArm[] arms) =>
        new() { Register = "ISRCTN00000000", Arms = arms, OutcomeMonths = [4, 12], Source = "A test." };
}
