using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What is wrong with a field: the key of its words, and what they mention. The words themselves are in the folders of the languages.</summary>
/// <param name="Key">A key of the texts, such as "fields.email".</param>
internal sealed record FieldError(string Key)
{
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public static FieldError Of(string key, params (string Name, string Value)[] values) =>
        new(key) { Values = values.ToDictionary(value => value.Name, value => value.Value) };

    /// <summary>What is wrong with an e-mail address.</summary>
    public static FieldError Of(EmailProblem problem) => new(problem switch
    {
        EmailProblem.SeveralAddresses => "fields.email-several",
        EmailProblem.UnsupportedLetters => "fields.email-letters",
        _ => "fields.email",
    });

    /// <summary>What is wrong with a telephone number that is not even kept as it was typed.</summary>
    public static FieldError Of(PhoneProblem problem) => new(problem switch
    {
        PhoneProblem.Damaged => "fields.phone-damaged",
        PhoneProblem.NotForContact => "fields.phone-kind",
        _ => "fields.phone",
    });

    public Text In(ITexts texts) => texts[Key, [.. Values.Select(value => (value.Key, (object)value.Value))]];
}

/// <summary>Why a referral is not taken, and what is wrong with single fields.</summary>
/// <param name="Problem">The refusal, without words for fields.</param>
internal sealed record Refusal(Problem Problem)
{
    public Refusal(IReadOnlyDictionary<string, FieldError> faults)
        : this(ReferralProblems.CheckFields) => Faults = faults;

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, FieldError> Faults { get; init; } = new Dictionary<string, FieldError>();

    public string Code => Problem.Code;

    public static implicit operator Refusal(Problem problem) => new(problem);

    /// <summary>The refusal in the language of whoever asked.</summary>
    public Problem InWords(ITexts texts) =>
        Faults.Count == 0 ? Problem : Problem with { Fields = Faults.ToDictionary(fault => fault.Key, fault => new[] { fault.Value.In(texts).Value }) };
}
