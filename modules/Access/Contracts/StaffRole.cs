namespace WorkWell.Access.Contracts;

/// <summary>A role of a member of staff in one area: a named set of permissions. The keys are stored with memberships and must not change.</summary>
public sealed record StaffRole
{
    private static readonly string[] Casework =
    [
        Permission.ReadReferrals, Permission.CorrectContact, Permission.AnswerReferrals, Permission.WithdrawReferrals, Permission.CloseReferrals,
        Permission.DoTasks, Permission.DoCasework,
    ];

    /// <summary>Works with people: their referrals, and the tasks of the team.</summary>
    public static StaffRole Coach { get; } = new() { Key = "coach", Permissions = Casework };

    /// <summary>Leads the coaches of an area: everything that they do, and what needs a second look.</summary>
    public static StaffRole TeamLead { get; } = new()
    {
        Key = "team-lead",
        Permissions =
        [
            .. Casework, Permission.SettleDuplicates, Permission.ConfirmReferrers, Permission.ManagePartners, Permission.MessageInterventions,
            Permission.ReadAudit, Permission.AllocateCases,
        ],
    };

    /// <summary>Works for a partner organisation: sees and answers what was offered to it, and nothing else.</summary>
    public static StaffRole PartnerWorker { get; } = new() { Key = "partner-worker", IsOfOrganisation = true, Permissions = [.. Permission.OfOrganisations] };

    /// <summary>Says who works in the area and what systems may do there. Sees nobody's referral.</summary>
    public static StaffRole AreaAdministrator { get; } = new()
    {
        Key = "area-administrator",
        Permissions = [Permission.ManageMembers, Permission.ManageServiceKeys, Permission.ManagePartners],
    };

    /// <summary>Allocates people to the arms of an area's trial.</summary>
    public static StaffRole TrialManager { get; } = new() { Key = "trial-manager", Permissions = [Permission.AllocateToTrials] };

    /// <summary>Runs the service. Sees no person, and works in no area: <see cref="OperatorsArea"/>.</summary>
    public static StaffRole Operator { get; } = new() { Key = "operator", Permissions = [Permission.OperateService] };

    /// <summary>Every role, in the order in which pages list them.</summary>
    public static IReadOnlyList<StaffRole> All { get; } = [Coach, TeamLead, PartnerWorker, AreaAdministrator, TrialManager, Operator];

    /// <summary>The area that an operator's membership names. No referral lies in it.</summary>
    public const string OperatorsArea = "service";

    /// <summary>The key that is stored.</summary>
    public required string Key { get; init; }

    /// <summary>What the role may do, from <see cref="Permission.Every"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Whether it is held for a partner organisation of the area.</summary>
    public bool IsOfOrganisation { get; init; }

    /// <summary>Finds a role.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The role; null where a newer release made it.</returns>
    public static StaffRole? Find(string? key) => All.FirstOrDefault(role => role.Key == key);
}
