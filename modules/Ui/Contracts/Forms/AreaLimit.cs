using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WorkWell.Ui.Contracts;

/// <summary>
/// Limits the new referrals to one area per minute, on one host, by form or JSON: from all senders together, and from one address to a share of that. Whoever
/// sends a known referral again uses up nothing, so repeats cannot close an area. A refused form keeps its answers and can be sent again.
/// </summary>
public sealed class AreaLimit
{
    private readonly int perMinute;
    private readonly int perAddress;
    private readonly TimeProvider clock;
    private readonly Lock counting = new();
    private readonly Dictionary<string, int> taken = [];
    private long minute;

    internal AreaLimit(int perMinute, double shareOfOneAddress, TimeProvider clock)
    {
        this.clock = clock;
        this.perMinute = perMinute;
        perAddress = Math.Max(1, (int)Math.Min(perMinute, perMinute * shareOfOneAddress));
    }

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds() / 60;

    /// <summary>Takes a place for a referral to an area.</summary>
    /// <param name="http">The request.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>The place, which the caller disposes of; null when the area or this address has none left in this minute.</returns>
    public AreaPlace? Take(HttpContext http, string area)
    {
        var address = $"{area} {ClientAddress.KeyOf(http.Connection.RemoteIpAddress)}";
        using var _ = counting.EnterScope();
        if (minute != Now)
        {
            taken.Clear();
            minute = Now;
        }
        if (taken.GetValueOrDefault(area) >= perMinute || taken.GetValueOrDefault(address) >= perAddress) return null;
        Add(area, 1);
        Add(address, 1);
        var at = minute;
        return new AreaPlace(() => GiveBack(at, area, address));
    }

    /// <summary>Says in the header Retry-After when there are places again.</summary>
    /// <param name="http">The request that got none.</param>
    public void SayWhen(HttpContext http) =>
        http.Response.Headers.RetryAfter = (60 - (clock.GetUtcNow().ToUnixTimeSeconds() % 60)).ToString(CultureInfo.InvariantCulture);

    private void GiveBack(long of, string area, string address)
    {
        using var _ = counting.EnterScope();
        if (of != minute) return;
        Add(area, -1);
        Add(address, -1);
    }

    private void Add(string key, int places) => taken[key] = taken.GetValueOrDefault(key) + places;
}

/// <summary>A place in an area's minute. Disposing of it gives it back unless it was used.</summary>
public sealed class AreaPlace : IDisposable
{
    private Action? giveBack;

    internal AreaPlace(Action giveBack) => this.giveBack = giveBack;

    /// <summary>Uses the place: a new referral was stored.</summary>
    public void Use() => giveBack = null;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref giveBack, null)?.Invoke();
}
