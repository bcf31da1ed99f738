using System.Reflection;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Contracts;

/// <summary>A fact that is answered with yes or no. Read from the properties of <see cref="ReferralFacts"/>, so a new one needs no list.</summary>
public sealed class YesNoFact
{
    private readonly PropertyInfo property;

    private YesNoFact(PropertyInfo property) => this.property = property;

    /// <summary>Every such fact, in the order of the contract.</summary>
    public static IReadOnlyList<YesNoFact> All { get; } =
        [.. typeof(ReferralFacts).GetProperties().Where(property => property.PropertyType == typeof(bool?)).Select(property => new YesNoFact(property))];

    /// <summary>The property's name, such as RightToWork.</summary>
    public string Name => property.Name;

    /// <summary>Reads the answer.</summary>
    /// <param name="facts">The facts.</param>
    /// <returns>The answer; null where there is none.</returns>
    public bool? Of(ReferralFacts facts) => (bool?)property.GetValue(facts);

    /// <summary>Sets the answer.</summary>
    /// <param name="facts">The facts so far.</param>
    /// <param name="answer">The answer; null: unknown.</param>
    /// <returns>The facts with this answer.</returns>
    public ReferralFacts With(ReferralFacts facts, bool? answer)
    {
        var copy = facts with { };
        property.SetValue(copy, answer);
        return copy;
    }
}
