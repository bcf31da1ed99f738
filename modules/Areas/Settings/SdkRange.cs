using System.Globalization;
using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;

namespace WorkWell.Areas.Settings;

/// <summary>The range of contract versions that code or settings support. It must have an upper bound, which is exclusive.</summary>
internal static partial class SdkRange
{
    /// <summary>Why this host's contract version is outside the range.</summary>
    /// <returns>One sentence; null when it is in the range.</returns>
    public static string? FindProblem(string range)
    {
        var match = Form().Match(range);
        if (!match.Success) return $"\"sdk\" must be a range with an upper bound, such as \">=1.0 <2.0\", but is \"{range}\".";
        var from = Version.Parse(match.Groups[1].Value);
        var below = Version.Parse(match.Groups[2].Value);
        if (from <= SdkVersion.Current && SdkVersion.Current < below) return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"It was written for versions {range} of the area contract, but this host offers {SdkVersion.Current}.");
    }

    [GeneratedRegex(@"^>=([0-9]{1,4}\.[0-9]{1,4}) <([0-9]{1,4}\.[0-9]{1,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
