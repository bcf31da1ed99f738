using Hangfire.AspNetCore;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;

namespace WorkWell.Platform;

/// <summary>
/// Writes Hangfire's log to the host's. The package has one log for the whole process, so where a process has several hosts, as in tests, it may be that of a
/// stopped host.
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
