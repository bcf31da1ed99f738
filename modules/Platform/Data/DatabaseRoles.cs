namespace WorkWell.Platform;

/// <summary>The roles of the database, one for each kind of actor, and the logins of a host that may become them.</summary>
internal static class DatabaseRoles
{
    /// <summary>The role of the host's own work and of teams.</summary>
    public const string Runtime = "workwell_runtime";

    private const string Prefix = "workwell_";

    /// <summary>The kinds that may do less than <see cref="ActorKind.Team"/>.</summary>
    public static IReadOnlyList<ActorKind> NarrowKinds { get; } = [.. Enum.GetValues<ActorKind>().Where(kind => kind != ActorKind.Team)];

    /// <summary>The roles of those kinds.</summary>
    public static IReadOnlyList<string> Narrow { get; } = [.. NarrowKinds.Select(Of)];

    /// <summary>The role of a kind of actor.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The role's name, the same for every database of a server.</returns>
    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.Team => Runtime,
        ActorKind.Office => Prefix + "office",
        ActorKind.Assessor => Prefix + "assessor",
        ActorKind.Commissioner => Prefix + "commissioner",
        ActorKind.Operator => Prefix + "operator",
        ActorKind.BreakGlass => Prefix + "break_glass",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The login with which a host works as a kind of actor.</summary>
    /// <param name="hostLogin">The host's login.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The same login for teams; otherwise one named after it and the role, such as "workwell_host_operator".</returns>
    public static string LoginOf(string hostLogin, ActorKind kind) => kind == ActorKind.Team ? hostLogin : $"{hostLogin}_{Of(kind)[Prefix.Length..]}";
}
