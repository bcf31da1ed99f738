namespace WorkWell.Access.Contracts;

/// <summary>What verifying the audit trail of one area found.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Entries">How many sealed entries are as they were sealed, from the first one.</param>
/// <param name="Unsealed">How many entries are not sealed yet.</param>
/// <param name="Break">The first place that is not as it was sealed; null where there is none.</param>
public sealed record AuditVerdict(string Area, long Entries, long Unsealed, AuditBreak? Break);

/// <summary>The first place at which an audit trail is not as it was sealed.</summary>
/// <param name="Kind">What was done to it, as far as the hashes tell.</param>
/// <param name="Number">The entry's number; null where it concerns no single one.</param>
/// <param name="Says">The same in a sentence. It names no person.</param>
public sealed record AuditBreak(AuditBreakKind Kind, long? Number, string Says);

/// <summary>What was done to an audit trail.</summary>
public enum AuditBreakKind
{
    /// <summary>An entry is not what was sealed.</summary>
    Edited,

    /// <summary>A sealed entry is missing.</summary>
    Deleted,

    /// <summary>A sealed entry stands in another area.</summary>
    Moved,

    /// <summary>An entry stands in the place of another.</summary>
    Reordered,

    /// <summary>An entry appeared among older ones that were sealed without it.</summary>
    Inserted,

    /// <summary>Entries wait too long to be sealed.</summary>
    NotSealed,

    /// <summary>Hashes or numbers of the chain itself are missing.</summary>
    ChainCut,

    /// <summary>The chain fits in itself and is not the one whose head was noted.</summary>
    HeadDiffers,

    /// <summary>The chain ends before the head that was noted.</summary>
    EndCut,
}
