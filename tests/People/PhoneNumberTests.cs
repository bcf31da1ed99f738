using WorkWell.People.Contracts;

namespace WorkWell.People.Tests;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("07700 900123", "+447700900123")]
    [InlineData("(07700) 900-123", "+447700900123")]
    [InlineData("+44 7700 900123", "+447700900123")]
    [InlineData("+44 (0)7700 900123", "+447700900123")]
    [InlineData("0044 7700 900123", "+447700900123")]
    [InlineData("447700900123", "+447700900123")]
    [InlineData("7700900123", "+447700900123")]
    [InlineData("0116 496 0123", "+441164960123")]
    [InlineData("0116 496 0123 ext 45", "+441164960123")]
    [InlineData("01204 96012", "+44120496012")]
    [InlineData("٠٧٧٠٠ ٩٠٠١٢٣", "+447700900123")]
    [InlineData("+91 98765 43210", "+919876543210")]
    [InlineData("0091 98765 43210", "+919876543210")]
    public void A_number_is_read_the_way_people_write_it(string given, string international) =>
        Assert.Equal(international, PhoneNumber.ToInternational(given));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ask my wife")]
    [InlineData("12345")]
    [InlineData("04700 900123")]
    [InlineData("07700 9001234567890")]
    [InlineData("07700 90012 or 07700 900124")]
    [InlineData("+1234")]
    public void What_cannot_be_read_is_left_alone(string? given) => Assert.Null(PhoneNumber.ToInternational(given));
}
