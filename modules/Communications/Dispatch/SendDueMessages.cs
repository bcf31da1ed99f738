using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Dispatch;

/// <summary>Sends all that is due, and returns when all of it has come to rest.</summary>
internal sealed class SendDueMessages(Dispatcher dispatcher) : IMessageDispatch
{
    public async Task<int> SendDueAsync(CancellationToken stop)
    {
        var all = await dispatcher.ReclaimAsync(stop);
        while (true)
        {
            var some = await dispatcher.PassAsync(stop);
            await dispatcher.FinishAsync(stop);
            if (some == 0) return all;
            all += some;
        }
    }
}
