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
    [InlineData("07700 900123 (mum)", "+447700900123")]
    [InlineData("mum: 07700 900123", "+447700900123")]
    [InlineData("07700 900123 / 0116 496 0123", "+447700900123")]
    [InlineData("O7700 900508", "+447700900508")]
    [InlineData("07700 9OO5O8", "+447700900508")]
    [InlineData("+07700900506", "+447700900506")]
    [InlineData("0116 496 0123", "+441164960123")]
    [InlineData("0116 496 0123 ext 45", "+441164960123")]
    [InlineData("01204 96012", "+44120496012")]
    [InlineData("0800 1111", "+448001111")]
    [InlineData("٠٧٧٠٠ ٩٠٠١٢٣", "+447700900123")]
    [InlineData("+91 98765 43210", "+919876543210")]
    [InlineData("0091 98765 43210", "+919876543210")]
    public void A_number_is_read_the_way_people_write_it(string given, string international) =>
        Assert.Equal(international, PhoneNumber.ToInternational(given));

    [Theory]
    [InlineData("ask my wife", PhoneProblem.NotANumber)]
    [InlineData("123", PhoneProblem.NotForContact)]
    [InlineData("999", PhoneProblem.NotForContact)]
    [InlineData("12345", PhoneProblem.NotForContact)]
    [InlineData("0906 123 4567", PhoneProblem.NotForContact)]
    [InlineData("09011 234567", PhoneProblem.NotForContact)]
    [InlineData("+979 123456789", PhoneProblem.NotForContact)]
    [InlineData("+1 900 555 0100", PhoneProblem.NotForContact)]
    [InlineData("+1 900 234 5678", PhoneProblem.NotForContact)]
    [InlineData("+8821 6123 4567", PhoneProblem.NotForContact)]
    [InlineData("+8816 2345 6789", PhoneProblem.NotForContact)]
    [InlineData("+870 773 123456", PhoneProblem.NotForContact)]
    [InlineData("4.47701E+11", PhoneProblem.Damaged)]
    [InlineData("4,47701E+11", PhoneProblem.Damaged)]
    [InlineData("4.4E11", PhoneProblem.Damaged)]
    [InlineData("04700 900123", PhoneProblem.NotReadable)]
    [InlineData("07700 9001234567890", PhoneProblem.NotReadable)]
    [InlineData("07700 90012 or 07700 900124", PhoneProblem.NotReadable)]
    public void What_is_no_number_to_reach_a_person_on_says_why(string given, PhoneProblem problem) => Assert.Equal((null, problem), PhoneNumber.Read(given));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Nothing_is_no_number_and_no_problem(string? given) => Assert.Equal((null, null), PhoneNumber.Read(given));

    [Theory]
    [InlineData("+447700900123", true)]
    [InlineData("+447400123456", true)]
    [InlineData("+353871234567", true)]
    [InlineData("+441164960123", false)]
    [InlineData("+441632960123", false)]
    [InlineData("+443000200300", false)]
    [InlineData("+448001111", false)]
    [InlineData("+447012345678", false)]
    [InlineData("+35316711111", false)]
    [InlineData("07700900123", false)]
    [InlineData(null, false)]
    public void Only_mobile_numbers_take_texts(string? international, bool takesTexts) => Assert.Equal(takesTexts, PhoneNumber.TakesTexts(international));
}
