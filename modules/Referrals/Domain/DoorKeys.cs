using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The doors by key.</summary>
internal static class DoorKeys
{
    public static string Of(Door door) => StoredKeys<Door>.Of(door);
}
