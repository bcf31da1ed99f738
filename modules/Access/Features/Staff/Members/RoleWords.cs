using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>How a role that somebody holds is written.</summary>
internal static class RoleWords
{
    public static Text Of(ITexts texts, HeldRole held)
    {
        var role = texts["staff.role-" + held.Role];
        if (held.IsProposed) return texts["staff.role-proposed", ("role", role)];
        if (held.Language is { } tag)
            return texts["staff.role-in", ("role", role), ("language", texts.Languages.FirstOrDefault(one => one.Tag == tag)?.EnglishName ?? tag)];
        return held.Organisation is { } organisation ? texts["staff.role-for", ("role", role), ("organisation", organisation)] : role;
    }
}
