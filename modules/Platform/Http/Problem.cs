using Microsoft.AspNetCore.Http;

namespace WorkWell.Platform;

/// <summary>An expected refusal, as a value: a stable code, plain words, and which field is wrong if one is.</summary>
/// <param name="Code">A code from the module's own list, such as "referrals.already-answered".</param>
/// <param name="Status">The HTTP status that says the same.</param>
/// <param name="Says">One plain sentence that says what to do.</param>
public sealed record Problem(string Code, int Status, string Says)
{
    /// <summary>What is wrong with each field, by the field's name as it was sent.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Other facts the caller needs, without personal data.</summary>
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();

    /// <summary>The refusal as RFC 9457 problem details.</summary>
    /// <returns>A result with the code as its type.</returns>
    public IResult ToResult()
    {
        var extensions = new Dictionary<string, object?>(Facts) { ["code"] = Code };
        if (Fields.Count > 0) extensions["errors"] = Fields;
        return TypedResults.Problem(detail: Says, statusCode: Status, type: $"urn:workwell:problem:{Code}", extensions: extensions);
    }
}
