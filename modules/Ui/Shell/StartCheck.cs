using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Shell;

/// <summary>Stops a host from starting with unusable pages: without English texts, without stylesheets, or with an unlabelled field.</summary>
internal sealed partial class StartCheck(IServiceProvider services, ApplicationPartManager parts, ILogger<StartCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<PageAssets>();
        foreach (var error in services.GetRequiredService<TextCatalogue>().Faults) LogError(error);
        var lacking = parts.ApplicationParts.OfType<CompiledRazorAssemblyPart>().SelectMany(part => TagCheck.Check(part.Assembly)).ToArray();
        return lacking.Length == 0 ? Task.CompletedTask : throw new InvalidOperationException("Some pages are incomplete:\n" + string.Join('\n', lacking));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2000, LogLevel.Warning, "English replaces an invalid text: {Error}")]
    private partial void LogError(string error);
}
