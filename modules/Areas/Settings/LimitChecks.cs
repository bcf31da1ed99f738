using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Settings;

/// <summary>Checks the limits of an area's settings: known names, units, and bounds that leave somebody between them.</summary>
internal sealed partial class LimitChecks(Action<string, string> add, Action<string, string> checkText)
{
    public void Check(IReadOnlyDictionary<string, Limit> limits)
    {
        // A name that no rule reads is a limit of the area's own if it has a unit, and a slip otherwise.
        foreach (var name in limits.Where(limit => !LimitNames.All.Contains(limit.Key) && (limit.Value.Unit is null || !OwnName().IsMatch(limit.Key)))
            .Select(limit => limit.Key))
        {
            add($"limits.{name}", $"No rule reads \"{name}\". The names are: {string.Join(", ", LimitNames.All)}. A length of time of the area's own, for " +
                "its follow-ups, needs a \"unit\".");
        }
        foreach (var (name, limit) in limits)
        {
            if (limit.Value is < 0 or > 5000) add($"limits.{name}.value", $"\"{name}\" has to be between 0 and 5000.");
            checkText($"limits.{name}.source", limit.Source);
            CheckUnit(name, limit);
        }
        CheckOrder(LimitNames.MinimumAge, LimitNames.MaximumAge);
        CheckOrder(LimitNames.MinimumWeeksOutOfWork, LimitNames.MaximumWeeksOutOfWork);
        CheckOrder(LimitNames.MinimumTimeOutOfWork, LimitNames.MaximumTimeOutOfWork);
        CheckOnce(LimitNames.MinimumWeeksOutOfWork, LimitNames.MinimumTimeOutOfWork);
        CheckOnce(LimitNames.MaximumWeeksOutOfWork, LimitNames.MaximumTimeOutOfWork);

        void CheckOrder(string least, string most)
        {
            if (limits.TryGetValue(least, out var from) && limits.TryGetValue(most, out var to) && from.Unit == to.Unit && LeavesNobody(from, to))
                add($"limits.{most}", $"\"{least}\" is above \"{most}\", so nobody could be helped.");
        }

        void CheckOnce(string one, string other)
        {
            if (limits.ContainsKey(one) && limits.ContainsKey(other)) add($"limits.{other}", $"\"{one}\" and \"{other}\" say the same: leave one out.");
        }
    }

    private static bool LeavesNobody(Limit from, Limit to) =>
        from.Value > to.Value || (from.Value == to.Value && (from.IsExclusive || to.IsExclusive));

    private void CheckUnit(string name, Limit limit)
    {
        var isForRules = LimitNames.All.Contains(name) && !LimitNames.IsLengthOfTime(name);
        if (limit.IsExclusive && !isForRules)
            add($"limits.{name}.isExclusive", $"\"{name}\" is a length of time, which includes its last day: leave \"isExclusive\" out.");
        if (LimitNames.UnitOf(name, null) is { } said)
        {
            if (limit.Unit is { } unit && unit != said) add($"limits.{name}.unit", $"\"{name}\" is counted in {Written(said)}: leave \"unit\" out.");
            return;
        }
        LimitUnit[] allowed = isForRules ? [LimitUnit.Weeks, LimitUnit.Months] : [LimitUnit.Days, LimitUnit.Weeks, LimitUnit.Months];
        if ((limit.Unit is { } given && !allowed.Contains(given)) || (limit.Unit is null && LimitNames.All.Contains(name)))
            add($"limits.{name}.unit", $"\"{name}\" needs a unit: \"unit\": {string.Join(" or ", allowed.Select(unit => $"\"{Written(unit)}\""))}.");

        static string Written(LimitUnit unit) => StoredKeys<LimitUnit>.Of(unit);
    }

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]{1,59}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OwnName();
}
