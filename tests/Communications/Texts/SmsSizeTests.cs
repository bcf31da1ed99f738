using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Tests.Texts;

public sealed class SmsSizeTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(160, 1)]
    [InlineData(161, 2)]
    [InlineData(306, 2)]
    [InlineData(307, 3)]
    [InlineData(459, 3)]
    [InlineData(460, 4)]
    public void Plain_letters_take_160_and_then_153_a_part(int letters, int parts)
    {
        Assert.Equal(new SmsSize(false, letters, parts), SmsSize.Of(new string('a', letters)));
    }

    [Theory]
    [InlineData(70, 1)]
    [InlineData(71, 2)]
    [InlineData(134, 2)]
    [InlineData(135, 3)]
    [InlineData(201, 3)]
    [InlineData(202, 4)]
    public void Other_letters_take_70_and_then_67_a_part(int letters, int parts)
    {
        Assert.Equal(new SmsSize(true, letters, parts), SmsSize.Of(new string('ક', letters)));
    }

    [Fact]
    public void Every_letter_of_the_basic_table_is_one_septet_and_of_the_extension_two()
    {
        const string basic =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        Assert.Equal(127, basic.Length);
        foreach (var letter in basic) Assert.Equal(new SmsSize(false, 1, 1), SmsSize.Of(letter.ToString()));
        foreach (var letter in "\f^{}\\[~]|€") Assert.Equal(new SmsSize(false, 2, 1), SmsSize.Of(letter.ToString()));
        foreach (var letter in "ëïâçÁ`’—كક") Assert.True(SmsSize.Of(letter.ToString()).IsUnicode, letter.ToString());
    }

    [Fact]
    public void A_letter_of_two_septets_is_never_torn_between_parts()
    {
        // After 152 letters one septet is left in the first part. The euro sign needs two, so it starts the second and pushes the last letters into a third.
        var text = new string('a', 152) + "€" + new string('a', 152);

        Assert.Equal(306, SmsSize.Of(text).Units);
        Assert.Equal(3, SmsSize.Of(text).Segments);
        Assert.Equal(2, SmsSize.Of(new string('a', 151) + "€" + new string('a', 153)).Segments);
    }

    [Fact]
    public void A_surrogate_pair_is_never_torn_between_parts()
    {
        var text = new string('ક', 66) + "𐐷" + new string('ક', 66);

        Assert.Equal(134, SmsSize.Of(text).Units);
        Assert.Equal(3, SmsSize.Of(text).Segments);
        Assert.Equal(2, SmsSize.Of(new string('ક', 65) + "𐐷" + new string('ક', 67)).Segments);
    }

    [Fact]
    public void Curly_quotes_and_dashes_become_plain_where_that_saves_parts()
    {
        var (text, size) = SmsSize.Fit("It\u2019s \u201Cfine\u201D \u2013 call us\u2026\u00A0today");

        Assert.Equal("It's \"fine\" - call us... today", text);
        Assert.False(size.IsUnicode);
    }

    [Theory]
    [InlineData("Sähëlï Hub’s team")]
    [InlineData("Zoë – 10:30")]
    public void Nothing_is_changed_where_the_text_stays_unicode_anyway(string text)
    {
        Assert.Equal(text, SmsSize.Fit(text).Text);
        Assert.True(SmsSize.Fit(text).Size.IsUnicode);
    }

    [Fact]
    public void A_letter_with_an_accent_is_never_lost()
    {
        foreach (var name in new[] { "Sähëlï", "Renée", "Nuñez", "Ørsted", "Łukasz", "François" }) Assert.Equal(name, SmsSize.Fit(name).Text);
    }
}
