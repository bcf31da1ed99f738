using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.People;

/// <summary>Registers the People module.</summary>
public sealed class PeopleModule : IModule
{
    /// <inheritdoc/>
    public string Schema => "people";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IPeople, PeopleStore>();
        services.AddSingleton<IPeopleSearch, PeopleSearch>();
        services.AddSingleton<DetailKeys>();
        services.AddSingleton(provider => new RealPeople(async cancellationToken => (await provider.GetRequiredService<Database>().ReadAsync(
            Actor.Job("people.real"), "select exists (select from people.person where not is_demonstration)", [], row => row.GetBoolean(0),
            cancellationToken))[0]));
        services.AddSingleton<SealedDetail>();
        services.AddSingleton<SealDetails>();
        services.AddSingleton<IDetailKeys>(provider => provider.GetRequiredService<SealDetails>());
        services.AddHostedService<SealAtStart>();
        services.AddRecurringJob<SealDetails>(SealDetails.Key, JobSchedule.DailyAt(new TimeOnly(3, 40)));
    }
}
