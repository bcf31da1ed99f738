using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Forgets wrong guesses that no longer count.</summary>
internal sealed class ForgetSignIns(SignInLimit limit) : IRecurringJob
{
    public const string Key = "access.forget-sign-ins";

    public Task RunAsync(CancellationToken cancellationToken) => limit.SweepAsync(cancellationToken);
}
