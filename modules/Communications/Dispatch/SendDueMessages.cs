using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>Sends everything that is due, and waits for the outcomes.</summary>
internal sealed class SendDueMessages(Dispatcher dispatcher) : IMessageDispatch
{
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var all = await dispatcher.RecoverExpiredLeasesAsync(cancellationToken);
        while (true)
        {
            var some = await dispatcher.PassAsync(cancellationToken);
            await dispatcher.FinishAsync(cancellationToken);
            if (some == 0) return all;
            all += some;
        }
    }
}
