using System.Collections.Frozen;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Settings;

/// <summary>The national follow-ups, read once for all areas of one load.</summary>
internal sealed class NationalFollowUps(string configFolder)
{
    private readonly Lazy<FoundFollowUps?> found = new(() => FollowUpsFile.ReadOne(configFolder, Area.National, FrozenDictionary<string, Limit>.Empty));

    /// <summary>The file and its errors; null when there is none.</summary>
    public FoundFollowUps? Found => found.Value;
}
