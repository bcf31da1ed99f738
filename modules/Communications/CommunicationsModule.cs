using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Features;
using WorkWell.Communications.Receipts;
using WorkWell.Communications.Rendering;
using WorkWell.Platform;

namespace WorkWell.Communications;

/// <summary>Registers the Communications module.</summary>
public sealed class CommunicationsModule : IModule
{
    private const int MaxCounted = 100;

    /// <inheritdoc/>
    public string Schema => "communications";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTexts(configuration);
        services.AddSending(configuration);
        services.AddReaction<StaffInvited, InviteStaff>();
        services.AddSingleton(new StaffSection { Name = "staff.words", Path = "words", Permission = Permission.ApproveWords, Order = 10 });
        services.AddSingleton(provider => new StaffSection
        {
            Name = "staff.messages", Path = "messages", Permission = Permission.MessageInterventions, Order = 30, Shortcut = 'm',
            CountAsync = async (_, actor, cancellationToken) =>
                (await provider.GetRequiredService<ISentMessages>().HeldAsync(actor, MaxCounted, cancellationToken)).Count,
        });
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        ReadMessages.Map(routes);
        ResolveMessage.Map(routes);
        ReceiveNotifyCallback.Map(routes);
    }
}
