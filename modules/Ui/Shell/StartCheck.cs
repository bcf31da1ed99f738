using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkWell.Ui.Contracts;

namespace WorkWell.Ui.Shell;

/// <summary>A host does not start with pages that nobody could read: without English words, without stylesheets, or with a field that has no label.</summary>
internal sealed partial class StartCheck(IServiceProvider services, ApplicationPartManager parts, ILogger<StartCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<PageAssets>();
        foreach (var fault in services.GetRequiredService<TextCatalogue>().Faults) LogFault(fault);
        var lacking = parts.ApplicationParts.OfType<CompiledRazorAssemblyPart>().SelectMany(part => TagCheck.Check(part.Assembly)).ToArray();
        return lacking.Length == 0 ? Task.CompletedTask : throw new InvalidOperationException("Pages lack what readers need:\n" + string.Join('\n', lacking));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2000, LogLevel.Warning, "English stands in for words that cannot be used: {Fault}")]
    private partial void LogFault(string fault);
}
