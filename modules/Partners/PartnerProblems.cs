using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>What the module refuses.</summary>
internal static class PartnerProblems
{
    public static Problem NoSuchService { get; } = new("partners.no-such-service", StatusCodes.Status404NotFound, "There is no such service in an area that this key reaches.");

    public static Problem PausedByFile { get; } = new("partners.paused-by-file", StatusCodes.Status409Conflict, "The area's partners.json pauses this service: change it there.");

    public static Problem BadPause(string field, string says) =>
        new("partners.bad-pause", StatusCodes.Status400BadRequest, "The pause cannot be understood.") { Fields = new Dictionary<string, string[]> { [field] = [says] } };
}
