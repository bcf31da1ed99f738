using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>What is wrong with a field: the key of its words, and what they mention. The words themselves are in the folders of the languages.</summary>
/// <param name="Key">A key of the texts, such as "fields.email".</param>
internal sealed record FieldFault(string Key)
{
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    public static FieldFault Of(string key, params (string Name, string Value)[] values) => new(key) { Values = values.ToDictionary(value => value.Name, value => value.Value) };

    public Text In(ITexts texts) => texts[Key, [.. Values.Select(value => (value.Key, (object)value.Value))]];
}

/// <summary>Why a referral is not taken: a problem, or what is wrong with each of its fields.</summary>
internal sealed record Refusal
{
    private readonly Problem? problem;

    public Refusal(Problem problem) => this.problem = problem;

    public Refusal(IReadOnlyDictionary<string, FieldFault> faults) => Faults = faults;

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, FieldFault> Faults { get; } = new Dictionary<string, FieldFault>();

    public string Code => problem?.Code ?? ReferralProblems.CheckFields;

    public static implicit operator Refusal(Problem problem) => new(problem);

    /// <summary>The refusal in the language of whoever asked.</summary>
    public Problem InWords(ITexts texts) => problem ?? ReferralProblems.Fields(Faults.ToDictionary(fault => fault.Key, fault => new[] { fault.Value.In(texts).Value }));
}
