using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Forgets searches, and forms whose owners did not come back for them.</summary>
internal sealed class ForgetKeptInputs(KeptInputs inputs) : IRecurringJob
{
    public const string Key = "access.forget-kept-inputs";

    public Task RunAsync(CancellationToken cancellationToken) => inputs.SweepAsync(cancellationToken);
}
