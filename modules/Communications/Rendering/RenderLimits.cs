using System.Diagnostics;
using System.Text;

namespace WorkWell.Communications.Rendering;

/// <summary>How much one template may be and do. The engine below has no limits of its own.</summary>
internal static class RenderLimits
{
    /// <summary>Characters of a template file.</summary>
    public const int Source = 20_000;

    /// <summary>Tags of a template.</summary>
    public const int Tags = 200;

    /// <summary>Conditions and lists inside one another.</summary>
    public const int Depth = 5;

    /// <summary>Lists in a template. A list never stands in a list.</summary>
    public const int Lists = 10;

    /// <summary>Entries of a list when a message is rendered.</summary>
    public const int Entries = 30;

    /// <summary>Characters of one value when a message is rendered.</summary>
    public const int Value = 2_000;

    /// <summary>Characters of one rendered part.</summary>
    public const int Output = 50_000;

    /// <summary>
    /// Time to render one part. Messages take microseconds and the other limits bound the work, so this is only the last net: wide enough that a busy machine
    /// never stops an ordinary message.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}

/// <summary>A template went over a limit while it was rendered.</summary>
internal sealed class RenderLimitExceededException(string limit) : Exception($"The message is over the limit for {limit}.");

/// <summary>Collects what a template writes and stops it at the limits. One serves a thread, over and over.</summary>
internal sealed class LimitedWriter : TextWriter
{
    private readonly StringBuilder text = new(4096);
    private long deadline;
    private int writes;

    public LimitedWriter()
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
    }

    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>Renders one part of a message.</summary>
    public string Render(CompiledTemplate template, Dictionary<string, object> values)
    {
        text.Clear();
        writes = 0;
        deadline = Stopwatch.GetTimestamp() + (long)(RenderLimits.Time.TotalSeconds * Stopwatch.Frequency);
        template(this, values);
        return text.ToString();
    }

    public override void Write(char value)
    {
        Check(1);
        text.Append(value);
    }

    public override void Write(string? value)
    {
        if (value is null) return;
        Check(value.Length);
        text.Append(value);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        text.Append(buffer);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    private void Check(int more)
    {
        if (text.Length + more > RenderLimits.Output) throw new RenderLimitExceededException($"length ({RenderLimits.Output} characters)");
        if ((++writes & 31) == 0 && Stopwatch.GetTimestamp() > deadline) throw new RenderLimitExceededException($"time ({RenderLimits.Time.TotalSeconds} seconds)");
    }
}
