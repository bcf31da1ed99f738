using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>The module's refusals.</summary>
internal static class PartnerProblems
{
    public static Problem NoSuchService { get; } = new("partners.no-such-service", StatusCodes.Status404NotFound, "This key's areas have no such service.");

    public static Problem PausedByFile { get; } = new(
        "partners.paused-by-file", StatusCodes.Status409Conflict, "The area's partners.json pauses this service. Change it there.");

    public static Problem BadPause(string field, string says) =>
        new("partners.bad-pause", StatusCodes.Status400BadRequest,
        "The pause is not valid.") { Fields = new Dictionary<string, string[]> { [field] = [says] } };
}
