namespace WorkWell.Referrals;

/// <summary>Why a partner does not take a referral on. The keys are stored and must not change.</summary>
internal enum DeclineReason
{
    /// <summary>It has no room for more people now.</summary>
    NoCapacity,

    /// <summary>It does not give the help that is needed.</summary>
    OtherHelpNeeded,

    /// <summary>The person lives too far away.</summary>
    TooFar,

    /// <summary>It cannot speak the person's language, or meet in the way that they need.</summary>
    CannotMeetNeeds,

    /// <summary>It knows the person and is not the right one for them.</summary>
    KnownToUs,

    /// <summary>Something else.</summary>
    Other,
}
