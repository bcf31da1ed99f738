namespace WorkWell.Areas.Sdk.Tests;

/// <summary>An invented area with nothing stated; a test adds what it needs.</summary>
internal static class Settings
{
    public static AreaSettings Plain { get; } = new()
    {
        Code = "anywhere",
        Name = "Anywhere",
        ServiceName = "WorkWell Anywhere",
        Board = new("QZZ", "E54999999", "Board of Anywhere") { SubBoards = ["99Z"] },
        Authorities = [new("Northtown") { Codes = ["E07999991"], Aliases = ["North Town"] }, new("Southtown") { Codes = ["E07999992"] }],
    };

    public static AreaSettings With(string limit, int value, EvidenceLevel evidenceLevel = EvidenceLevel.Stated) =>
        Plain with { Limits = new Dictionary<string, Limit> { [limit] = new(value, evidenceLevel, "The service") } };

    public static AreaSettings Requires(string requirement, bool applies = true, EvidenceLevel evidenceLevel = EvidenceLevel.Stated) =>
        Plain with { Requirements = new Dictionary<string, Requirement> { [requirement] = new(applies, evidenceLevel, "The service") } };

    public static ReferralFacts Facts { get; } = new()
    {
        ReceivedOn = new(2026, 9, 7),
        Home = new() { AuthorityCode = "E07999991" },
        Situation = WorkSituation.OutOfWork,
        HealthAffectsWork = true,
    };
}
