using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>A role of a member of staff in one area: a named set of permissions. The keys are stored with memberships and must not change.</summary>
public sealed record StaffRole
{
    private static readonly string[] Casework =
    [
        Permission.ReadReferrals, Permission.CorrectContact, Permission.AnswerReferrals, Permission.WithdrawReferrals, Permission.CloseReferrals,
        Permission.DoTasks, Permission.DoCasework, Permission.BreakGlass,
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
            Permission.ReadAudit, Permission.AllocateCases, Permission.ReviewBreakGlass,
        ],
    };

    /// <summary>Works for a partner organisation: sees and answers what was offered to it, and nothing else.</summary>
    public static StaffRole PartnerWorker { get; } = new() { Key = "partner-worker", IsOfOrganisation = true, Permissions = [.. Permission.OfOrganisations] };

    /// <summary>Says who works in the area and what systems may do there. Sees nobody's referral.</summary>
    public static StaffRole AreaAdministrator { get; } = new()
    {
        Key = "area-administrator", Kind = ActorKind.Office,
        Permissions = [Permission.ManageMembers, Permission.ManageServiceKeys, Permission.ManagePartners],
    };

    /// <summary>Allocates people to the arms of an area's trial.</summary>
    public static StaffRole TrialManager { get; } = new() { Key = "trial-manager", Permissions = [Permission.AllocateToTrials] };

    /// <summary>Reads and approves the words of messages and pages in one language. Sees nobody's referral.</summary>
    public static StaffRole WordsApprover { get; } = new()
    {
        Key = "words-approver", Kind = ActorKind.Office, IsOfLanguage = true, Permissions = [Permission.ApproveWords],
    };

    /// <summary>Collects the outcomes of a trial. Sees nobody's arm, so holds no role beside it that shows one.</summary>
    public static StaffRole OutcomeAssessor { get; } = new()
    {
        Key = "outcome-assessor", Kind = ActorKind.Assessor, Permissions = [Permission.AssessOutcomes],
    };

    /// <summary>Reads numbers about an area for those who pay for it. Sees no person.</summary>
    public static StaffRole Commissioner { get; } = new()
    {
        Key = "commissioner", Kind = ActorKind.Commissioner, Permissions = [Permission.ReadAggregates],
    };

    /// <summary>Runs the service. Sees no person, and works in no area: <see cref="OperatorsArea"/>.</summary>
    public static StaffRole Operator { get; } = new() { Key = "operator", Kind = ActorKind.Operator, Permissions = [Permission.OperateService] };

    /// <summary>Every role, in the order in which pages list them.</summary>
    public static IReadOnlyList<StaffRole> All { get; } =
        [Coach, TeamLead, PartnerWorker, AreaAdministrator, WordsApprover, TrialManager, OutcomeAssessor, Commissioner, Operator];

    /// <summary>The area that an operator's membership names. No referral lies in it.</summary>
    public const string OperatorsArea = "service";

    /// <summary>The key that is stored.</summary>
    public required string Key { get; init; }

    /// <summary>What the role may do, from <see cref="Permission.Every"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Whether it is held for a partner organisation of the area.</summary>
    public bool IsOfOrganisation { get; init; }

    /// <summary>Whether it is held for one language.</summary>
    public bool IsOfLanguage { get; init; }

    /// <summary>What its holders are to the database, whatever a query asks for.</summary>
    public ActorKind Kind { get; init; }

    /// <summary>Finds a role.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The role; null where a newer release made it.</returns>
    public static StaffRole? Find(string? key) => All.FirstOrDefault(role => role.Key == key);
}
