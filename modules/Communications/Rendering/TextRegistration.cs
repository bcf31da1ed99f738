using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Rendering;

/// <summary>Registers texts, their approval and checks, and rendering.</summary>
internal static class TextRegistration
{
    public static IServiceCollection AddTexts(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<ApprovalSettings>(configuration.GetSection("Communications"));
        services.AddSingleton<ApprovalPolicy>();
        services.AddSingleton(provider =>
        {
            var served = provider.GetRequiredService<ServedFiles>();
            var library = new TemplateLibrary(
                Path.Combine(served.Folder, "areas"), MessageRehearsal.FindError, provider.GetRequiredService<ILogger<TemplateLibrary>>());
            served.Published += (_, _) => library.Reload();
            return library;
        });
        services.AddSingleton<LastGoodTexts>();
        services.AddSingleton<IBeforeAreasLoad>(provider => provider.GetRequiredService<LastGoodTexts>());
        services.AddHostedService(provider => provider.GetRequiredService<LastGoodTexts>());
        services.AddHostedService<TemplateFileWatcher>();
        services.AddSingleton<ITextApprovals, TextApprovals>();
        services.AddSingleton<IAreaCheck, AreaTextCheck>();
        services.AddSingleton<IWords, AreaWords>();
        services.AddHealthChecks().AddCheck<TextsHealth>("texts");
        return services.AddSingleton<Senders>().AddSingleton<MessageRenderer>();
    }
}
