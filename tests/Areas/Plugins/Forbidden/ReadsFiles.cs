using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Forbidden;

/// <summary>Decides by what lies on the disk, by chance, by the machine and by how often it was asked.</summary>
public sealed class ReadsFiles : IAreaPlugin
{
    private static int asked;

    public IEligibility Eligibility(AreaSettings settings) => new EligibilityRules(
    [
        .. NationalRules.For(settings),
        new Rule("file", EvidenceLevel.Stated, "Test", _ => Ask.Is(File.Exists("/"))),
        new Rule("chance", EvidenceLevel.Stated, "Test", _ => Ask.Is(Guid.NewGuid() != Guid.Empty && Random.Shared.Next(1) == 0)),
        new Rule("machine", EvidenceLevel.Stated, "Test", _ => Ask.Is(Environment.ProcessorCount > 0)),
        new Rule("count", EvidenceLevel.Stated, "Test", _ => Ask.Is(++asked > 0)),
    ]);
}
