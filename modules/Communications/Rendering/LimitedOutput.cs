using System.Diagnostics;
using System.Text;
using Scriban.Runtime;

namespace WorkWell.Communications.Rendering;

/// <summary>Collects the output of a template within limits.</summary>
internal sealed class LimitedOutput : IScriptOutput
{
    private readonly StringBuilder text = new(4096);
    private long deadline;
    private int writes;

    /// <summary>Empties it and restarts the time limit.</summary>
    public void Clear()
    {
        text.Clear();
        writes = 0;
        deadline = Stopwatch.GetTimestamp() + (long)(RenderLimits.Time.TotalSeconds * Stopwatch.Frequency);
    }

    void IScriptOutput.Write(string text, int offset, int count)
    {
        if (this.text.Length + count > RenderLimits.Output)
            throw new RenderRefusedException($"The message is over the limit for length ({RenderLimits.Output} characters).");
        if ((++writes & 31) == 0 && Stopwatch.GetTimestamp() > deadline)
            throw new RenderRefusedException($"The message is over the limit for time ({RenderLimits.Time.TotalSeconds} seconds).");
        this.text.Append(text, offset, count);
    }

    ValueTask IScriptOutput.WriteAsync(string text, int offset, int count, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Messages are rendered synchronously.");

    public override string ToString() => text.ToString();
}
