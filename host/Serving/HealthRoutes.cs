using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: every check with its state; 200 while the host can serve somebody, 503 otherwise.
/// </summary>
internal static class HealthRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new Answer(
            Word(report.Status),
            report.Entries.ToDictionary(entry => entry.Key, entry => new Check(Word(entry.Value.Status), entry.Value.Description)),
            report.Entries.TryGetValue("areas", out var areas) ? areas.Data["areas"] as IReadOnlyList<AreaStatus> : null),
        Json,
        context.RequestAborted);

    private static string Word(HealthStatus status) =>
        status switch { HealthStatus.Healthy => "ready", HealthStatus.Degraded => "degraded", _ => "unavailable" };

    private sealed record Answer(string Status, IReadOnlyDictionary<string, Check> Checks, IReadOnlyList<AreaStatus>? Areas);

    private sealed record Check(string Status, string? Says);
}
