using System.Globalization;

namespace WorkWell.Platform.Tests;

public sealed class WrittenDateTests
{
    [Theory]
    [InlineData("27 March 1985")]
    [InlineData("૨૭ માર્ચ ૧૯૮૫")]
    [InlineData("٢٧ مارس ١٩٨٥")]
    [InlineData("27 آذار 1985")]
    [InlineData("27th of March, 1985")]
    [InlineData("March 27, 1985")]
    [InlineData("27-Mar-1985")]
    [InlineData("  27  MARCH  1985 ")]
    [InlineData("1985-03-27")]
    [InlineData("27/3/1985")]
    [InlineData("૨૭/૦૩/૧૯૮૫")]
    [InlineData("27.03.1985")]
    public void A_date_is_read_as_people_write_it(string text) => Assert.Equal(new DateOnly(1985, 3, 27), WrittenDate.Read(text));

    [Theory]
    [InlineData("1 كانون الثاني 1990", 1)]
    [InlineData("1 كانون الأول 1990", 12)]
    [InlineData("1 تشرين الثاني 1990", 11)]
    [InlineData("1 اكتوبر 1990", 10)]
    [InlineData("1 أُكتوبر 1990", 10)]
    [InlineData("1 ઓગસ્ટ 1990", 8)]
    [InlineData("1 Sept. 1990", 9)]
    [InlineData("1 أوت 1990", 8)]
    public void Months_have_the_names_of_their_region(string text, int month) => Assert.Equal(new DateOnly(1990, month, 1), WrittenDate.Read(text));

    [Theory]
    [InlineData("27 March 85")]
    [InlineData("March 1985")]
    [InlineData("31 June 1985")]
    [InlineData("27 Marz 1985")]
    [InlineData("03/27/1985")]
    [InlineData("27 March March 1985")]
    [InlineData("27 28 March 1985")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_none_or_could_mean_two_is_refused(string? text) => Assert.Null(WrittenDate.Read(text));

    [Theory]
    [InlineData("en-GB")]
    [InlineData("gu-IN")]
    [InlineData("ar-EG")]
    [InlineData("ar-LB")]
    [InlineData("ar-TN")]
    public void Every_month_is_known_by_the_name_that_its_language_gives_it(string culture)
    {
        var names = (CultureInfo)CultureInfo.GetCultureInfo(culture).Clone();
        names.DateTimeFormat.Calendar = new GregorianCalendar();
        for (var month = 1; month <= 12; month++)
        {
            var written = new DateOnly(1990, month, 2).ToString("d MMMM yyyy", names);
            Assert.True(WrittenDate.Read(written) == new DateOnly(1990, month, 2), $"{culture}: {written}");
        }
    }
}
