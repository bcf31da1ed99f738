using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>What a host has sent, word for word.</summary>
internal static class SentMail
{
    /// <summary>Sends what is due, and gives the newest message of a type.</summary>
    public static async Task<MessageView?> SentAsync(this RunningHost host, Guid referral, string type)
    {
        await host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        var seen = await host.Services.GetRequiredService<ISentMessages>().ForReferralAsync(Actor.Job("test"), referral, default);
        var newest = seen.LastOrDefault(message => message.Type == type);
        Assert.True(newest is null or { Content: not null }, $"{type} was not sent: {newest?.State} {newest?.Reason}");
        // What the database keeps has no code or link that lets somebody in.
        return newest is { Content: { } kept } ? newest with { Content = kept with { Text = await PickedUp.TextAsync(host, newest) } } : newest;
    }
}
