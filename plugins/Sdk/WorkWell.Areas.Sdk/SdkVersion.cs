namespace WorkWell.Areas.Sdk;

/// <summary>The version of this contract, compared with the range that an area's manifest asks for.</summary>
public static class SdkVersion
{
    /// <summary>The version this host offers. A new optional member raises the minor number; anything else raises the major number.</summary>
    public static Version Current { get; } = new(1, 0);
}
