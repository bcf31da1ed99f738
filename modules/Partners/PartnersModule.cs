using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>Registers the Partners module.</summary>
public sealed class PartnersModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "partners";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IAreaCheck, PartnersCheck>();
        services.AddSingleton<PartnerFiles>();
        services.AddSingleton<Pauses>();
        services.AddSingleton<IPartnerDirectory, PartnerDirectory>();
        services.AddSingleton<IUnmetNeeds, UnmetNeeds>();
        services.AddSingleton<SearchWords>().AddSingleton<ServiceNames>();
        services.AddSingleton<IPartnerSearch, SearchPartners>();
        services.AddSingleton<StatedPlaces>();
        services.AddSingleton<SpokenLanguages>();
        services.AddSingleton(provider => new KnownOrganisations(
            area => [.. provider.GetRequiredService<IPartnerDirectory>().Organisations(area).Select(partner => (partner.Code, partner.Name))]));
    }

    /// <inheritdoc/>
    public void MapRoutes(IEndpointRouteBuilder routes) => PauseService.Map(routes);
}
