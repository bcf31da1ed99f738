namespace WorkWell.Platform.Tests;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("amira@people.example", "amira@people.example")]
    [InlineData("o'brien+nhs@mail.people.example", "o'brien+nhs@mail.people.example")]
    [InlineData("o’brien@people.example", "o'brien@people.example")]
    [InlineData("o‘brien@people.example", "o'brien@people.example")]
    [InlineData("amira＠people．example", "amira@people.example")]
    [InlineData("amira@people。example", "amira@people.example")]
    [InlineData("ami\u200Bra@people.example\uFEFF", "amira@people.example")]
    [InlineData("mary–jane@people.example", "mary-jane@people.example")]
    [InlineData("mailto:amira@people.example", "amira@people.example")]
    [InlineData("MAILTO:amira@people.example?subject=hello@all", "amira@people.example")]
    [InlineData("<amira@people.example>", "amira@people.example")]
    [InlineData("Amira Khan <amira@people.example>", "amira@people.example")]
    [InlineData("amira@people.example.", "amira@people.example")]
    [InlineData(" amira@people.example, ", "amira@people.example")]
    [InlineData("“amira@people.example”", "amira@people.example")]
    [InlineData("amira @ people.example", "amira@people.example")]
    [InlineData("amira@bücher.example", "amira@xn--bcher-kva.example")]
    public void What_keyboards_and_other_programs_add_is_mended(string given, string address)
    {
        Assert.Equal((address, null), EmailAddress.Read(given));
        Assert.True(EmailAddress.IsValid(address));
    }

    [Theory]
    [InlineData("amira", EmailProblem.NotAnAddress)]
    [InlineData("@people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira@", EmailProblem.NotAnAddress)]
    [InlineData("amira@people", EmailProblem.NotAnAddress)]
    [InlineData("amira@people..example", EmailProblem.NotAnAddress)]
    [InlineData("amira@-people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira@10.0.0.1", EmailProblem.NotAnAddress)]
    [InlineData("ami..ra@people.example", EmailProblem.NotAnAddress)]
    [InlineData(".amira@people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira.@people.example", EmailProblem.NotAnAddress)]
    [InlineData("am ira@people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira@@people.example", EmailProblem.NotAnAddress)]
    [InlineData("\"am ira\"@people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira\0@people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira\uD800@people.example", EmailProblem.NotAnAddress)]
    [InlineData("amira@people\uD800.example", EmailProblem.NotAnAddress)]
    [InlineData("amira@people.example\r\nBcc: all@people.example", EmailProblem.SeveralAddresses)]
    [InlineData("amira@people.example, second@people.example", EmailProblem.SeveralAddresses)]
    [InlineData("amira@people.example or second@people.example", EmailProblem.SeveralAddresses)]
    [InlineData("jürgen@people.example", EmailProblem.UnsupportedLetters)]
    [InlineData("أميرة@people.example", EmailProblem.UnsupportedLetters)]
    public void What_is_not_one_address_is_refused_with_its_reason(string given, EmailProblem problem)
    {
        Assert.Equal((null, problem), EmailAddress.Read(given));
        Assert.False(EmailAddress.IsValid(given));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_is_no_address_and_no_problem(string? given) => Assert.Equal((null, null), EmailAddress.Read(given));

    [Fact]
    public void Lengths_are_those_of_mail_systems()
    {
        Assert.True(EmailAddress.IsValid($"{new string('a', 64)}@people.example"));
        Assert.False(EmailAddress.IsValid($"{new string('a', 65)}@people.example"));
        Assert.False(EmailAddress.IsValid($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}.example"));
        Assert.Equal(EmailProblem.NotAnAddress, EmailAddress.Read(new string('a', 100_000) + "@people.example").Problem);
    }
}
