using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Counts follow-ups by minute and finds problems.</summary>
internal sealed class RehearsalTally
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private static readonly string[] Channels = ["email", "sms", "letter", "task"];
    private readonly DateTimeOffset start;
    private readonly WorkingCalendar calendar;
    private readonly int[][] minutes;
    private readonly Dictionary<(string Area, string Step), long> steps = [];
    private readonly Dictionary<string, long> quiet = [];
    private long beyondCalendar;
    private long beyondEnd;

    public RehearsalTally(DateOnly from, int days, WorkingCalendar calendar)
    {
        start = LondonTime.At(from, TimeOnly.MinValue);
        this.calendar = calendar;
        minutes = [.. Channels.Select(_ => new int[days * 24 * 60])];
    }

    public long Messages { get; private set; }

    public long Tasks { get; private set; }

    public long Cancelled { get; set; }

    public void Add(in RehearsedFollowUp happened, bool atAnyHour)
    {
        var minute = (int)((happened.At - start).Ticks / TimeSpan.TicksPerMinute);
        if (minute < 0 || minute >= minutes[0].Length)
        {
            beyondEnd++;
            return;
        }
        minutes[Array.IndexOf(Channels, happened.Channel)][minute]++;
        if (happened.Message is null) Tasks++;
        else Messages++;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(steps, (happened.Area, happened.Step), out _)++;
        if (happened.Message is not null && happened.For == Recipient.Participant && !atAnyHour && !calendar.IsOpen(happened.At))
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(quiet, happened.Step, out _)++;
        if (LondonTime.DateOf(happened.At) > calendar.KnownUntil) beyondCalendar++;
    }

    public RehearsalReport Report(long cases, RehearsalRequest asked, IEnumerable<string> notes) => new()
    {
        Cases = cases,
        Messages = Messages,
        Tasks = Tasks,
        Cancelled = Cancelled,
        Steps = [.. steps.Select(pair => new RehearsedStep(pair.Key.Area, pair.Key.Step, pair.Value)).OrderByDescending(step => step.Count)
        .ThenBy(step => step.Area, StringComparer.Ordinal).ThenBy(step => step.Step, StringComparer.Ordinal)],
        Days = [.. Volumes(at => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(pair => pair.Volume)],
        HoursOfDay = [.. Volumes(at => at.ToString("HH:00", CultureInfo.InvariantCulture)).Select(pair => pair.Volume)
        .OrderBy(volume => volume.When, StringComparer.Ordinal)],
        BusiestHours = [.. Volumes(at => at.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture)).OrderByDescending(pair => pair.Total).Take(5)
        .Select(pair => pair.Volume)],
        Problems = [.. Problems(asked, notes)],
    };

    private IEnumerable<string> Problems(RehearsalRequest asked, IEnumerable<string> notes)
    {
        foreach (var (step, count) in quiet.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return string.Create(English, $"{count:N0} messages of step \"{step}\" would come in quiet hours.");
        foreach (var (channel, max) in asked.PerMinute.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (Array.IndexOf(Channels, channel) is var index and >= 0 && max > 0 && LongestWait(minutes[index], max) is { } wait)
            {
                var at = LondonTime.Local(start.AddMinutes(wait.Minute));
                yield return string.Create(
                    English,
                    $"{channel}: at {max:N0} a minute {wait.Waiting:N0} messages would wait on {at:yyyy-MM-dd HH:mm}, the last for {wait.Minutes:N0} " +
                    $"minutes.");
            }
        }
        var known = calendar.KnownUntil;
        if (beyondCalendar > 0)
            yield return string.Create(
            English,
            $"{beyondCalendar:N0} follow-ups fall after {known:yyyy-MM-dd}, for which no bank holidays are in config/calendars/england.json: add them.");
        if (beyondEnd > 0) yield return string.Create(English, $"{beyondEnd:N0} follow-ups fall outside the time that was rehearsed and are not counted.");
        foreach (var note in notes) yield return note;
    }

    // Messages that do not leave in their minute wait for the next. A wait of less than a minute is not a problem.
    private static (int Minute, long Waiting, double Minutes)? LongestWait(int[] perMinute, int max)
    {
        long waiting = 0, longest = 0;
        var at = 0;
        for (var minute = 0; minute < perMinute.Length; minute++)
        {
            waiting = Math.Max(0, waiting + perMinute[minute] - max);
            if (waiting > longest) (longest, at) = (waiting, minute);
        }
        return longest <= max ? null : (at, longest, Math.Ceiling(longest / (double)max));
    }

    private IEnumerable<(RehearsedVolume Volume, long Total)> Volumes(Func<DateTime, string> key)
    {
        var sums = new Dictionary<string, long[]>();
        for (var hour = 0; hour < minutes[0].Length / 60; hour++)
        {
            long[]? sum = null;
            for (var channel = 0; channel < Channels.Length; channel++)
            {
                var count = 0L;
                for (var minute = hour * 60; minute < (hour * 60) + 60; minute++) count += minutes[channel][minute];
                if (count == 0) continue;
                if (sum is null)
                {
                    var name = key(LondonTime.Local(start.AddHours(hour)));
                    if (!sums.TryGetValue(name, out sum)) sums.Add(name, sum = new long[Channels.Length]);
                }
                sum[channel] += count;
            }
        }
        return sums.Select(pair => (new RehearsedVolume(pair.Key, pair.Value[0], pair.Value[1], pair.Value[2], pair.Value[3]), pair.Value.Sum()));
    }
}
