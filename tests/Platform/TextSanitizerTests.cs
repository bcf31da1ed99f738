namespace WorkWell.Platform.Tests;

public sealed class TextSanitizerTests
{
    [Theory]
    [InlineData("  Zoe\u0308  ", "Zoë")]
    [InlineData("O’Brien-Smith", "O’Brien-Smith")]
    [InlineData("Sähëlï", "Sähëlï")]
    [InlineData("પ્રિયા પટેલ", "પ્રિયા પટેલ")]
    [InlineData("محمد", "محمد")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("ક્\u200dષ", "ક્\u200dષ")]
    [InlineData("Nguyễn Thị", "Nguyễn Thị")]
    [InlineData("Jane\u00a0Doe", "Jane Doe")]
    [InlineData("𠮷野", "𠮷野")]
    public void Names_of_every_script_keep_their_letters(string given, string kept) =>
        Assert.Equal((kept, false, null), TextSanitizer.Clean(given, TextKind.Name, 100));

    [Theory]
    [InlineData("Jane\u202Eeod")]
    [InlineData("\u200FJaneeod")]
    [InlineData("Jane\u2066eod\u2069")]
    [InlineData("Jane\u200Beod")]
    [InlineData("Jane\u00ADeod")]
    public void Marks_that_turn_or_hide_text_are_taken_out_and_that_is_said(string given) =>
        Assert.Equal(("Janeeod", true, null), TextSanitizer.Clean(given, TextKind.Name, 100));

    [Theory]
    [InlineData("Jane\0", "Name")]
    [InlineData("Jane\u0007", "Words")]
    [InlineData("Jane\nDoe", "Name")]
    [InlineData("Jane\u2028Doe", "Line")]
    [InlineData("Jane\ud800", "Name")]
    [InlineData("\udc00Jane", "Words")]
    [InlineData("Jane\ufffd", "Name")]
    [InlineData("Jane\ue000", "Name")]
    [InlineData("Jane\uffff", "Words")]
    [InlineData("Jane 😊", "Name")]
    [InlineData("<b>Jane", "Name")]
    [InlineData("J\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301ane", "Name")]
    public void What_cannot_be_kept_is_refused(string given, string kind)
    {
        var (text, _, wrong) = TextSanitizer.Clean(given, Enum.Parse<TextKind>(kind), 100);
        Assert.Null(text);
        Assert.NotNull(wrong);
    }

    [Fact]
    public void Own_words_may_have_lines_and_pictures() =>
        Assert.Equal(("after 6 😊\nnot Fridays", false, null), TextSanitizer.Clean("after 6 😊\r\nnot Fridays", TextKind.Words, 100));

    [Fact]
    public void A_text_is_as_long_as_it_may_be_and_no_longer()
    {
        Assert.Null(TextSanitizer.Clean(new string('a', 100), TextKind.Name, 100).Error);
        Assert.Equal(TextErrorKind.TooLong, TextSanitizer.Clean(new string('a', 101), TextKind.Name, 100).Error);
        Assert.Equal(TextErrorKind.TooLong, TextSanitizer.Clean(new string('a', 10_000), TextKind.Name, 100).Error);
    }
}
