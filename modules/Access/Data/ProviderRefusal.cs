namespace WorkWell.Access;

/// <summary>Why somebody whom another sign-in service let in is not let in here. Each has words that say what to do.</summary>
internal enum ProviderRefusal
{
    /// <summary>No account here is connected to them.</summary>
    NotConnected,

    /// <summary>Their account is suspended, or they have left.</summary>
    AccountClosed,

    /// <summary>They hold no role.</summary>
    NoRole,

    /// <summary>They work in areas that do not use this service.</summary>
    OtherArea,

    /// <summary>Another account is connected to them already.</summary>
    Taken,
}
