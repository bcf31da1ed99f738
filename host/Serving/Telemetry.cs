using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace WorkWell.Host;

/// <summary>Where this host sends its measurements: section "Telemetry". Nothing is sent unless it is set.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>The full OTLP/HTTP address for measurements, such as http://127.0.0.1:4318/v1/metrics.</summary>
    public Uri? Metrics { get; init; }

    /// <summary>The full OTLP/HTTP address for traces.</summary>
    public Uri? Traces { get; init; }

    /// <summary>How often measurements are sent.</summary>
    public required TimeSpan Every { get; init; }

    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Telemetry");
        var options = new TelemetryOptions { Metrics = Address(section, "Metrics"), Traces = Address(section, "Traces"),
            Every = section.GetValue("Every", TimeSpan.FromSeconds(15)) };
        return options.Every >= TimeSpan.FromSeconds(1) ? options : throw new InvalidOperationException("Telemetry:Every is at least a second.");
    }

    private static Uri? Address(IConfigurationSection section, string name) =>
        section[name] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new InvalidOperationException($"Telemetry:{name} is not an http address.");
}

/// <summary>Sends measurements and traces, the framework's and ours, to a collector. They contain codes, counts and times only.</summary>
internal static class Telemetry
{
    private static readonly string[] Meters = [
        "WorkWell.*", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Net.NameResolution", "System.Runtime", "Npgsql"];
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    /// <summary>Sends while the host runs, and once more when it stops.</summary>
    public static void AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        if (options is { Metrics: null, Traces: null }) return;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(host => host.AddService("workwell", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"));
        if (options.Metrics is { } metricsAddress)
        {
            telemetry.WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter((exporter, reader) =>
            {
                (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, metricsAddress);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Every.TotalMilliseconds;
            }));
        }
        if (options.Traces is { } tracesAddress)
            telemetry.WithTracing(traces => traces.AddSource(Sources)
            .AddOtlpExporter(exporter => (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, tracesAddress)));
    }
}
