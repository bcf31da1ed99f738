namespace WorkWell.Communications.Contracts;

/// <summary>Sends what is due, for whoever moves the clock: a demonstration, a rehearsal, a test. A worker does the same by itself.</summary>
public interface IMessageDispatch
{
    /// <summary>Sends everything that is due now and may be sent now.</summary>
    /// <param name="cancellationToken">Stops after what is on its way.</param>
    /// <returns>How many messages were looked at.</returns>
    Task<int> SendDueAsync(CancellationToken cancellationToken);
}
