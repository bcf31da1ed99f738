using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>An error in a field: the key of its text and the values in it. The texts are in the language folders.</summary>
/// <param name="Key">A key of the texts, such as "fields.email".</param>
internal sealed record FieldError(string Key)
{
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public static FieldError Of(string key, params (string Name, string Value)[] values) =>
        new(key) { Values = values.ToDictionary(value => value.Name, value => value.Value) };

    /// <summary>The error of an e-mail address.</summary>
    public static FieldError Of(EmailProblem problem) => new(problem switch
    {
        EmailProblem.SeveralAddresses => "fields.email-several",
        EmailProblem.UnsupportedLetters => "fields.email-letters",
        _ => "fields.email",
    });

    /// <summary>The error of a telephone number that cannot be stored even as typed.</summary>
    public static FieldError Of(PhoneProblem problem) => new(problem switch
    {
        PhoneProblem.Damaged => "fields.phone-damaged",
        PhoneProblem.NotForContact => "fields.phone-kind",
        _ => "fields.phone",
    });

    public Text In(ITexts texts) => texts[Key, [.. Values.Select(value => (value.Key, (object)value.Value))]];
}

/// <summary>Why a referral is refused, with the errors of its fields.</summary>
/// <param name="Problem">The refusal, without words for fields.</param>
internal sealed record Refusal(Problem Problem)
{
    public Refusal(IReadOnlyDictionary<string, FieldError> faults)
        : this(ReferralProblems.CheckFields) => Errors = faults;

    /// <summary>The errors by field.</summary>
    public IReadOnlyDictionary<string, FieldError> Errors { get; init; } = new Dictionary<string, FieldError>();

    public string Code => Problem.Code;

    public static implicit operator Refusal(Problem problem) => new(problem);

    /// <summary>The refusal in the sender's language.</summary>
    public Problem InWords(ITexts texts) =>
        Errors.Count == 0 ? Problem : Problem with { Fields = Errors.ToDictionary(error => error.Key, error => new[] { error.Value.In(texts).Value }) };
}
