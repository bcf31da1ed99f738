namespace WorkWell.Access.Contracts;

/// <summary>What keys and members of staff may do. The values are stored with keys and must not change.</summary>
public static class Permission
{
    /// <summary>See referrals and the people they are about.</summary>
    public const string ReadReferrals = "read-referrals";

    /// <summary>Correct how a person is reached.</summary>
    public const string CorrectContact = "correct-contact";

    /// <summary>Accept or decline a referral.</summary>
    public const string AnswerReferrals = "answer-referrals";

    /// <summary>Withdraw a referral at the person's request.</summary>
    public const string WithdrawReferrals = "withdraw-referrals";

    /// <summary>Close a referral.</summary>
    public const string CloseReferrals = "close-referrals";

    /// <summary>Settle whether two referrals are of the same person.</summary>
    public const string SettleDuplicates = "settle-duplicates";

    /// <summary>Say whether whoever sent a referral is who they say.</summary>
    public const string ConfirmReferrers = "confirm-referrers";

    /// <summary>Refer people on behalf of the organisation that holds the key.</summary>
    public const string Refer = "refer";

    /// <summary>View and close the tasks of an area's team.</summary>
    public const string DoTasks = "do-tasks";

    /// <summary>Pause and resume partner services.</summary>
    public const string ManagePartners = "manage-partners";

    /// <summary>View delayed messages, and retry, cancel or confirm them.</summary>
    public const string MessageInterventions = "mend-messages";

    /// <summary>Allocate people to the arms of an area's trial.</summary>
    public const string AllocateToTrials = "allocate-to-trials";

    /// <summary>Upload a file of referrals from employers.</summary>
    public const string BulkReferEmployer = "bulk-refer-employer";

    /// <summary>Upload a file of referrals from primary care.</summary>
    public const string BulkReferPrimaryCare = "bulk-refer-primary-care";

    /// <summary>Upload a file of referrals from the Jobcentre.</summary>
    public const string BulkReferJobcentre = "bulk-refer-jobcentre";

    /// <summary>Upload a file of referrals from local services.</summary>
    public const string BulkReferLocalService = "bulk-refer-local-service";

    /// <summary>Invite members of staff of an area, and give and end their roles.</summary>
    public const string ManageMembers = "manage-members";

    /// <summary>Make and revoke the service keys of an area.</summary>
    public const string ManageServiceKeys = "manage-service-keys";

    /// <summary>See who has looked at whose referral.</summary>
    public const string ReadAudit = "read-audit";

    /// <summary>Work with people as their coach: the queue, the caseload and the cases of an area.</summary>
    public const string DoCasework = "do-casework";

    /// <summary>Give cases of an area to its coaches, and take them over from one for another.</summary>
    public const string AllocateCases = "allocate-cases";

    /// <summary>Open one record across a wall, with a reason, because somebody is at risk.</summary>
    public const string BreakGlass = "break-glass";

    /// <summary>Review who opened a record of the area across a wall, and why.</summary>
    public const string ReviewBreakGlass = "review-break-glass";

    /// <summary>Read the area's words in one's own language beside the English, and approve them.</summary>
    public const string ApproveWords = "approve-words";

    /// <summary>See which outcomes of a trial are due to be collected. No arm is shown.</summary>
    public const string AssessOutcomes = "assess-outcomes";

    /// <summary>See numbers about an area. They show no person.</summary>
    public const string ReadAggregates = "read-aggregates";

    /// <summary>See how the service runs. It opens nobody's referral.</summary>
    public const string OperateService = "operate-service";

    /// <summary>What the key of a partner organisation may have. Each of these routes shows and changes that organisation's referrals only.</summary>
    public static IReadOnlyList<string> OfOrganisations { get; } = [ReadReferrals, AnswerReferrals];

    /// <summary>Every permission that a key may have.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ReadReferrals, CorrectContact, AnswerReferrals, WithdrawReferrals, CloseReferrals, SettleDuplicates, ConfirmReferrers, Refer, DoTasks,
        ManagePartners, MessageInterventions, AllocateToTrials,
        BulkReferEmployer, BulkReferPrimaryCare, BulkReferJobcentre, BulkReferLocalService,
    ];

    /// <summary>What only somebody who has signed in may do.</summary>
    public static IReadOnlyList<string> OfStaff { get; } =
    [
        ManageMembers, ManageServiceKeys, ReadAudit, OperateService, DoCasework, AllocateCases, BreakGlass, ReviewBreakGlass, ApproveWords, AssessOutcomes,
        ReadAggregates,
    ];

    /// <summary>Every permission, of keys and of staff.</summary>
    public static IReadOnlyList<string> Every { get; } = [.. All, .. OfStaff];
}
