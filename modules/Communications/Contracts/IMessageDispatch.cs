namespace WorkWell.Communications.Contracts;

/// <summary>Sends what is due, for demonstrations, rehearsals and tests that set the clock. A worker does the same on its own schedule.</summary>
public interface IMessageDispatch
{
    /// <summary>Sends everything that is due and may be sent now.</summary>
    /// <param name="cancellationToken">Stops after the messages in flight.</param>
    /// <returns>How many messages were processed.</returns>
    Task<int> SendDueAsync(CancellationToken cancellationToken);
}
