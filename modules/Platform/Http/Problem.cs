using Microsoft.AspNetCore.Http;

namespace WorkWell.Platform;

/// <summary>An expected refusal: a stable code, a plain message, and the fields that are wrong, if any.</summary>
/// <param name="Code">A code from the module's own list, such as "referrals.already-answered".</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Says">One plain sentence that tells the caller what to do.</param>
public sealed record Problem(string Code, int Status, string Says)
{
    /// <summary>The errors of each field, by its name in the request.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Other information for the caller, without personal data.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>The answer to an act that returns nothing.</summary>
    /// <param name="problem">Why it was not done; null once it is.</param>
    /// <returns>The problem, or "no content".</returns>
    public static IResult OrNoContent(Problem? problem) => problem is null ? TypedResults.NoContent() : problem.ToResult();

    /// <summary>Converts the refusal to RFC 9457 problem details.</summary>
    /// <returns>A result whose type is the code.</returns>
    public IResult ToResult()
    {
        var extensions = new Dictionary<string, object?>(Facts) { ["code"] = Code };
        if (Fields.Count > 0) extensions["errors"] = Fields;
        return TypedResults.Problem(detail: Says, statusCode: Status, type: $"urn:workwell:problem:{Code}", extensions: extensions);
    }
}
