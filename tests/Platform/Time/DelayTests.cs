namespace WorkWell.Platform.Tests;

public sealed class DelayTests
{
    [Theory]
    [InlineData("P3D", DelayUnit.Days, 3)]
    [InlineData("P13W", DelayUnit.Days, 91)]
    [InlineData("P4M", DelayUnit.Months, 4)]
    [InlineData("P1Y", DelayUnit.Months, 12)]
    [InlineData("1 working day", DelayUnit.WorkingDays, 1)]
    [InlineData("3 working days", DelayUnit.WorkingDays, 3)]
    [InlineData("at once", DelayUnit.Days, 0)]
    public void Every_form_is_read(string text, DelayUnit unit, int count) => Assert.Equal(new Delay(unit, count), Delay.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P3")]
    [InlineData("PD")]
    [InlineData("P-3D")]
    [InlineData("P+3D")]
    [InlineData("P3H")]
    [InlineData("P 3D")]
    [InlineData("PT3H")]
    [InlineData("p3d")]
    [InlineData("P٣D")]
    [InlineData("P99999D")]
    [InlineData("P9999D")]
    [InlineData("P9999M")]
    [InlineData("P999Y")]
    [InlineData("three working days")]
    [InlineData("3 working day")]
    [InlineData(" working days")]
    [InlineData("At once")]
    public void Anything_else_is_refused_with_the_forms_that_work(string? text)
    {
        Assert.False(Delay.TryParse(text, out _));
        Assert.Contains("P13W", Assert.Throws<FormatException>(() => Delay.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delay_less_another_of_its_unit_is_shorter_and_never_negative()
    {
        Assert.Equal(Delay.Parse("P6W"), Delay.Parse("P8W").Less(Delay.Parse("P2W")));
        Assert.Equal(Delay.AtOnce, Delay.Parse("P1W").Less(Delay.Parse("P2W")));
        Assert.Null(Delay.Parse("P8W").Less(Delay.Parse("P1M")));
    }
}
