using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>Sends all that is due, and returns when all of it has come to rest.</summary>
internal sealed class SendDueMessages(Dispatcher dispatcher) : IMessageDispatch
{
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var all = await dispatcher.ReclaimAsync(cancellationToken);
        while (true)
        {
            var some = await dispatcher.PassAsync(cancellationToken);
            await dispatcher.FinishAsync(cancellationToken);
            if (some == 0) return all;
            all += some;
        }
    }
}
