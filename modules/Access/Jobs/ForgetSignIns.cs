using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Forgets wrong guesses that no longer count, and notes of signing out elsewhere.</summary>
internal sealed class ForgetSignIns(SignInLimit limit, StaffSessions sessions) : IRecurringJob
{
    public const string Key = "access.forget-sign-ins";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await limit.SweepAsync(cancellationToken);
        await sessions.SweepAsync(cancellationToken);
    }
}
