using WorkWell.Platform;

namespace WorkWell.Access.Contracts;

/// <summary>Whoever stands at a public door: nobody we know, with reach over the one area they turn to and nothing they may look at.</summary>
public static class DoorActor
{
    /// <summary>Names the door and the area.</summary>
    /// <param name="door">The door, such as "self".</param>
    /// <param name="area">The area's code.</param>
    /// <returns>An actor such as "door:self".</returns>
    public static Actor At(string door, string area) => new($"door:{door}", [area], "referral");
}
