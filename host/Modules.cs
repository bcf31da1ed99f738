using WorkWell.Access;
using WorkWell.Areas;
using WorkWell.Casework;
using WorkWell.Communications;
using WorkWell.FollowUps;
using WorkWell.Partners;
using WorkWell.People;
using WorkWell.Platform;
using WorkWell.Referrals;
using WorkWell.Trials;
using WorkWell.Ui;

namespace WorkWell.Host;

/// <summary>The one list of modules, lowest floor first.</summary>
public static class Modules
{
    /// <summary>Every module of the product.</summary>
    public static IReadOnlyList<IModule> All { get; } =
    [
        new AreasModule(),
        new UiModule(),
        new AccessModule(),
        new PeopleModule(),
        new PartnersModule(),
        new CommunicationsModule(),
        new ReferralsModule(),
        new TrialsModule(),
        new CaseworkModule(),
        new FollowUpsModule(),
    ];
}
