namespace WorkWell.Access.Contracts;

/// <summary>What a key may do. Each is a stable text, stored with the key.</summary>
public static class Permission
{
    /// <summary>See referrals and the people they are about.</summary>
    public const string ReadReferrals = "read-referrals";

    /// <summary>Correct how a person is reached.</summary>
    public const string CorrectContact = "correct-contact";

    /// <summary>Accept or decline a referral.</summary>
    public const string AnswerReferrals = "answer-referrals";

    /// <summary>Withdraw a referral because the person asks for it.</summary>
    public const string WithdrawReferrals = "withdraw-referrals";

    /// <summary>Close a referral.</summary>
    public const string CloseReferrals = "close-referrals";

    /// <summary>See and close the tasks of an area's team.</summary>
    public const string DoTasks = "do-tasks";

    /// <summary>Pause and resume partner services.</summary>
    public const string ManagePartners = "manage-partners";

    /// <summary>See messages that are held up, and retry, drop or settle them.</summary>
    public const string MendMessages = "mend-messages";

    /// <summary>Have the computer allocate people to the arms of an area's trial.</summary>
    public const string AllocateToTrials = "allocate-to-trials";

    /// <summary>Send many referrals in one file through the employers' door.</summary>
    public const string BulkReferEmployer = "bulk-refer-employer";

    /// <summary>Send many referrals in one file through the door of primary care.</summary>
    public const string BulkReferPrimaryCare = "bulk-refer-primary-care";

    /// <summary>Send many referrals in one file through the Jobcentre's door.</summary>
    public const string BulkReferJobcentre = "bulk-refer-jobcentre";

    /// <summary>Send many referrals in one file through the door of local services.</summary>
    public const string BulkReferLocalService = "bulk-refer-local-service";

    /// <summary>Every permission.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ReadReferrals, CorrectContact, AnswerReferrals, WithdrawReferrals, CloseReferrals, DoTasks, ManagePartners, MendMessages, AllocateToTrials,
        BulkReferEmployer, BulkReferPrimaryCare, BulkReferJobcentre, BulkReferLocalService,
    ];
}
