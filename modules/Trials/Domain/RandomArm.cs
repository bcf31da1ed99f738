using System.Security.Cryptography;
using WorkWell.Areas.Sdk;

namespace WorkWell.Trials;

/// <summary>
/// Simple randomisation: each draw depends on the shares alone, so no arm can be predicted. The register states neither blocks nor
/// strata (ISRCTN17267942: "allocated at random by computer", 1:1).
/// </summary>
internal static class RandomArm
{
    /// <summary>Draws an arm.</summary>
    public static string Draw(TrialDesign design) => At(design, RandomNumberGenerator.GetInt32(design.Arms.Sum(arm => arm.Share)));

    /// <summary>The arm to which a draw leads, from 0 to the sum of the shares less one.</summary>
    public static string At(TrialDesign design, int draw)
    {
        foreach (var arm in design.Arms)
        {
            if (draw < arm.Share) return arm.Code;
            draw -= arm.Share;
        }
        throw new ArgumentOutOfRangeException(nameof(draw));
    }

    /// <summary>The arms and their shares, as stored with an allocation.</summary>
    public static string Shares(TrialDesign design) => string.Join(' ', design.Arms.Select(arm => FormattableString.Invariant($"{arm.Code}:{arm.Share}")));
}
