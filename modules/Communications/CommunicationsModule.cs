using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.Platform;

namespace WorkWell.Communications;

/// <summary>Registers the Communications module.</summary>
public sealed class CommunicationsModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "communications";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ApprovalSettings>(configuration.GetSection("Communications"));
        services.AddSingleton<ApprovalPolicy>();
        services.AddSingleton<ITemplateEngine, HandlebarsEngine>();
        services.AddSingleton(provider => new TemplateLibrary(
            Path.Combine(configuration["ConfigFolder"] ?? "config", "areas"), provider.GetServices<ITemplateEngine>(), provider.GetRequiredService<ILogger<TemplateLibrary>>()));
        services.AddHostedService<WatchTexts>();
        services.AddSingleton<MessageRenderer>();
        services.AddSending(configuration);
    }
}
