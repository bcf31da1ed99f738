using Microsoft.Extensions.Diagnostics.HealthChecks;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Rendering;

/// <summary>Whether every text file is valid. For an invalid one the last good version is sent, or its messages wait for a person.</summary>
internal sealed class TextsHealth(TemplateLibrary library) : IHealthCheck
{
    private const int Named = 10;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var errors = library.Current.Errors;
        if (errors.Count == 0) return Task.FromResult(HealthCheckResult.Healthy("Every text is valid."));
        var files = errors.Select(error => error.File).Distinct().ToArray();
        var more = files.Length > Named ? $" and {files.Length - Named} more" : "";
        return Task.FromResult(HealthCheckResult.Degraded(
            $"Refused: {string.Join(", ", files.Take(Named))}{more}. check-areas says why.",
            data: new Dictionary<string, object> { ["refused"] = errors.Take(Named).Select(error => error.ToString()).ToArray() }));
    }
}
