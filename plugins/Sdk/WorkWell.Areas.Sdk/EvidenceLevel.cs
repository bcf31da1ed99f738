namespace WorkWell.Areas.Sdk;

/// <summary>How firmly a fact about an area stands.</summary>
public enum EvidenceLevel
{
    /// <summary>The service itself says so.</summary>
    Stated,

    /// <summary>Another named area says so; used here as a labelled default.</summary>
    Borrowed,

    /// <summary>Nobody publishes it. It never turns anyone away.</summary>
    NotStated,
}
