using WorkWell.People.Contracts;

namespace WorkWell.People.Tests;

public sealed class PostalAddressTests
{
    [Theory]
    [InlineData("1 High Street|LE1 1AA", true)]
    [InlineData("1 High Street|Leicester|le11aa", true)]
    [InlineData("1 High Street|Girobank|GIR 0AA", true)]
    [InlineData("12 rue de Rivoli|75001 Paris|France", true)]
    [InlineData("Gran Via 1|Madrid|SPAIN", true)]
    [InlineData("1 High Street|Leicester", false)]
    [InlineData("1 High Street|LE1", false)]
    [InlineData("12 rue de Rivoli|75001 Paris", false)]
    [InlineData("1 High Street|N/A", false)]
    [InlineData("LE1 1AA", false)]
    [InlineData("", false)]
    public void Only_an_address_that_ends_in_a_postcode_or_a_country_can_be_posted(string lines, bool canBe) =>
        Assert.Equal(canBe, PostalAddress.CanBePosted(lines.Split('|')));

    [Theory]
    [InlineData("Leicester, LE1 0ZA", "Leicester", "LE1 0ZA")]
    [InlineData("LE1 0ZA", "", "LE1 0ZA")]
    [InlineData("Stoke-on-Trent ST1 5AB.", "Stoke-on-Trent", "ST1 5AB")]
    public void A_line_that_ends_in_a_postcode_is_split(string line, string before, string postcode) =>
        Assert.Equal((before, postcode), PostalAddress.SplitPostcode(line));

    [Theory]
    [InlineData("Leicester")]
    [InlineData("Flat B1 2")]
    [InlineData("LE1 0ZA Leicester")]
    public void Another_line_has_none(string line) => Assert.Null(PostalAddress.SplitPostcode(line));
}
