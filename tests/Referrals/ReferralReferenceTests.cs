namespace WorkWell.Referrals.Tests;

public sealed class ReferralReferenceTests
{
    private const string Letters = "23456789CDFHJKMNPQRTVWX";

    [Fact]
    public void A_reference_can_be_read_back_however_it_is_typed()
    {
        for (var i = 0; i < 1000; i++)
        {
            var reference = ReferralReference.Make();
            foreach (var typed in (string[])[
                reference, reference.ToLowerInvariant(), reference.Replace("-", ""), $" {reference[3..]} ", reference.Replace("-", " – ")])
            {
                Assert.True(ReferralReference.TryRead(typed, out var read), typed);
                Assert.Equal(reference, read);
            }
        }
    }

    [Fact]
    public void Every_single_slip_and_every_swap_of_neighbours_is_noticed()
    {
        var reference = ReferralReference.Make();
        var letters = reference[3..].Replace("-", "");
        for (var i = 0; i < letters.Length; i++)
        {
            foreach (var other in Letters.Where(letter => letter != letters[i]))
                Assert.False(ReferralReference.TryRead(letters[..i] + other + letters[(i + 1)..], out _));
            if (i > 0 && letters[i] != letters[i - 1])
                Assert.False(ReferralReference.TryRead(letters[..(i - 1)] + letters[i] + letters[i - 1] + letters[(i + 1)..], out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("WW-AAAA-AAAA")]
    [InlineData("WW-7K3M-P9Q")]
    [InlineData("WW_7K3M_P9QX")]
    [InlineData("WW-7K3M-P9QX-7K3M-P9QX-7K3M-P9QX-7K3M-P9QX")]
    public void What_is_not_a_reference_is_not_one(string? typed) => Assert.False(ReferralReference.TryRead(typed, out _));
}
