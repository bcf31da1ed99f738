namespace WorkWell.Casework;

/// <summary>How a coach and a person are in touch. The names are stored.</summary>
internal enum ContactWay
{
    /// <summary>The coach rings.</summary>
    Call,

    /// <summary>The coach sends a text message.</summary>
    Text,

    /// <summary>The coach writes an e-mail.</summary>
    Email,

    /// <summary>The coach writes a letter.</summary>
    Letter,

    /// <summary>They meet.</summary>
    Meeting,

    /// <summary>The person got in touch.</summary>
    FromPerson,
}

/// <summary>What came of it. The names are stored.</summary>
internal enum ContactOutcome
{
    /// <summary>They spoke.</summary>
    Spoke,

    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>A voicemail was left.</summary>
    Voicemail,

    /// <summary>It was not the person's number.</summary>
    WrongNumber,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>The person answered.</summary>
    Replied,

    /// <summary>They met.</summary>
    Met,

    /// <summary>The person did not come.</summary>
    DidNotCome,
}
