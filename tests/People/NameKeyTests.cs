namespace WorkWell.People.Tests;

public sealed class NameKeyTests
{
    [Theory]
    [InlineData("Zoë", "Brontë", "Zoe", "Bronte")]
    [InlineData("Catherine", "Smith", "Kathryn", "Smyth")]
    [InlineData("Stephen", "Phillips", "Steven", "Filips")]
    [InlineData("Jon", "MacDonald", "John", "McDonald")]
    [InlineData("Mary Jane", "O'Neill", "Mary", "ONeil")]
    [InlineData("Jack", "Leigh", "Jak", "Lee")]
    [InlineData("Priya", "Patel", "Patel", "Priya")]
    [InlineData("Muhammad", "Ali", "Mohamed", "Aly")]
    [InlineData("Muhammad", "Hussain", "محمد", "حسين")]
    [InlineData("Yusuf", "Khalid", "يوسف", "خالد")]
    [InlineData("Walid", "al-Hassan", "وليد", "الحسن")]
    [InlineData("Abdul Rahman", "Omar", "عبد الرحمن", "عمر")]
    [InlineData("مُحَمَّد", "أحمد", "محمد", "احمد")]
    [InlineData("Priya", "Patel", "પ્રિયા", "પટેલ")]
    [InlineData("Gita", "Shah", "ગીતા", "શાહ")]
    [InlineData("Chandrakant", "Desai", "ચંદ્રકાન્ત", "દેસાઈ")]
    [InlineData("José", "Núñez", "Jose", "Nunez")]
    public void Names_that_sound_alike_have_one_key(string given, string family, string otherGivenName, string otherFamily) =>
        Assert.Equal(NameKey.Of(given, family), NameKey.Of(otherGivenName, otherFamily));

    [Theory]
    [InlineData("Anna", "Smith", "Peter", "Smith")]
    [InlineData("Priya", "Patel", "Rita", "Patel")]
    [InlineData("محمد", "حسين", "خالد", "حسين")]
    [InlineData("李", "王", "陈", "王")]
    public void Names_that_sound_different_have_different_keys(string given, string family, string otherGivenName, string otherFamily) =>
        Assert.NotEqual(NameKey.Of(given, family), NameKey.Of(otherGivenName, otherFamily));
}
