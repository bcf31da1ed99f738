using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>Registers the message half of the module: texts, their approval, their checks, and rendering.</summary>
internal static class TextRegistration
{
    public static IServiceCollection AddTexts(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ApprovalSettings>(configuration.GetSection("Communications"));
        services.AddSingleton<ApprovalPolicy>();
        services.AddSingleton<ITemplateEngine, HandlebarsEngine>();
        services.AddSingleton(provider => new TemplateLibrary(
            Path.Combine(configuration["ConfigFolder"] ?? "config", "areas"), provider.GetServices<ITemplateEngine>(), provider.GetRequiredService<ILogger<TemplateLibrary>>()));
        services.AddHostedService<WatchTexts>();
        services.AddSingleton<ITextApprovals, TextApprovals>();
        services.AddSingleton<IAreaCheck, AreaTextCheck>();
        services.AddSingleton<IWords, AreaWords>();
        return services.AddSingleton<MessageRenderer>();
    }
}
