using System.Reflection;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Testing;

/// <summary>
/// One thing that is known about a referral, and the facts without it. Found by looking at the records, so that a fact that is added to the contract is
/// forgotten here too.
/// </summary>
public sealed record KnownFact(string Name, ReferralFacts Without)
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<KnownFact> Of(ReferralFacts facts) =>
    [
        .. Set(facts).Select(property => new KnownFact(property.Name, With(facts, property, null))),
        .. Set(facts.Home).Select(property => new KnownFact("Home." + property.Name, facts with { Home = With(facts.Home, property, null) })),
        .. Set(facts.Practice).Select(property => new KnownFact("Practice." + property.Name, facts with { Practice = With(facts.Practice, property, null) })),
        .. facts.Needs.Select(need => new KnownFact("Needs", facts with { Needs = [.. facts.Needs.Where(other => other != need)] })),
        .. facts.MeetingWays.Select(way => new KnownFact("MeetingWays", facts with { MeetingWays = [.. facts.MeetingWays.Where(other => other != way)] })),
        .. facts.Groups.Keys.Select(group => new KnownFact("Groups", facts with { Groups = Less(facts.Groups, group) })),
        .. facts.Answers.Keys.Select(question => new KnownFact("Answers", facts with { Answers = Less(facts.Answers, question) })),
    ];

    /// <summary>Every member that may be unknown.</summary>
    public static IReadOnlyList<PropertyInfo> MayBeUnknown(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && Nullability.Create(property).WriteState == NullabilityState.Nullable)];

    public static TRecord With<TRecord>(TRecord record, PropertyInfo property, object? value)
        where TRecord : class
    {
        var copy = (TRecord)typeof(TRecord).GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static IEnumerable<PropertyInfo> Set(object record) => MayBeUnknown(record.GetType()).Where(property => property.GetValue(record) is not null);

    private static Dictionary<string, TValue> Less<TValue>(IReadOnlyDictionary<string, TValue> known, string key) =>
        known.Where(pair => pair.Key != key).ToDictionary();
}
