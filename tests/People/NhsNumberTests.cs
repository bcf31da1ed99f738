using WorkWell.People.Contracts;

namespace WorkWell.People.Tests;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("9476719931", true)]
    [InlineData("3495456481", true)]
    [InlineData("999 000 0018", true)]
    [InlineData("349-545-6481", true)]
    [InlineData("3478526985", false)]
    [InlineData("9912003890", false)]
    [InlineData("1234567890", false)]
    public void The_check_digit_is_a_flag(string given, bool isValid)
    {
        var number = NhsNumber.Read(given)!;
        Assert.Equal(isValid, number.IsValid);
        Assert.Equal(given, number.AsGiven);
        Assert.Equal(10, number.Digits!.Length);
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("not known")]
    [InlineData("94767199311")]
    public void What_is_not_ten_digits_is_kept_as_given_and_never_matched(string given)
    {
        var number = NhsNumber.Read(given)!;
        Assert.Equal((given, null, false), (number.AsGiven, number.Digits, number.IsValid));
        Assert.Null(number.ForMatching);
    }

    [Fact]
    public void Digits_of_other_scripts_are_the_same_number()
    {
        Assert.Equal("9476719931", NhsNumber.Read("٩٤٧٦٧١٩٩٣١")!.Digits);
        Assert.Equal("9476719931", NhsNumber.Read("૯૪૭૬૭૧૯૯૩૧")!.Digits);
    }

    [Fact]
    public void A_placeholder_links_nobody() => Assert.Null(NhsNumber.Read("0000000000")!.ForMatching);
}
