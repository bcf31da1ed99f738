using Hangfire.AspNetCore;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>
/// Hangfire's own words in the log of the host. The package keeps one way to the log for the whole process: where several hosts live in one, as in tests, it
/// may
/// be that of a host that is gone.
/// </summary>
internal sealed class HangfireLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider ours = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return ours.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new Silence();
        }
    }

    private sealed class Silence : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception) => false;
    }
}
