using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>What an operator sees of the background work, and how they mend what failed.</summary>
public sealed class ServiceWorkPageTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async ValueTask InitializeAsync() => host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_operator_sees_numbers_of_each_area_and_puts_failed_follow_ups_to_work_again()
    {
        await FailedAsync();
        using var visit = (await StaffMember.MakeAsync(host, StaffRole.Operator)).Visit(host);
        await visit.OpenAsync("/staff/service/work");
        Assert.Equal(["llr", "0", "0", "2", "0", "0", "0", "0"], Row(visit));
        await visit.SendAsync();
        Assert.Equal(["Choose an area", "Choose what to do"], visit.Errors);
        await visit.SendAsync(("Area", "llr"), ("Decision", "retry"));
        Assert.Contains("Follow-ups changed: 2", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("0", Row(visit)[3]);
        Assert.Null(visit.Page.QuerySelector("select[name=Area]"));
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        foreach (var role in new[] { StaffRole.TeamLead, StaffRole.AreaAdministrator })
        {
            using var visit = (await StaffMember.MakeAsync(host, role)).Visit(host);
            await visit.OpenAsync("/staff/service/work");
            Assert.Equal(HttpStatusCode.Forbidden, visit.Response.StatusCode);
        }
    }

    private static string[] Row(FormVisit visit) =>
        [.. visit.Page.QuerySelectorAll("table:first-of-type tbody tr:first-child :is(th, td)").Select(cell => cell.LastChild!.TextContent.Trim())];

    private Task FailedAsync() => host.Database.RunAsync(
        """
        insert into follow_ups.follow_up (referral_id, due_at, done_at, step_id, triggered_on, offer_number, repeat_number, state, area, step, reason)
        select gen_random_uuid(), '2026-09-07 08:00+00', '2026-09-01 08:00+00', 1, '2026-09-07', 1, 1, 5, 'llr', 'check-in', 'no-such-step'
        from generate_series(1, 2)
        """);
}
