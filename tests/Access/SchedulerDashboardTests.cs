using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Hangfire's own pages: for operators, to look at and not to change.</summary>
public sealed class SchedulerDashboardTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task An_operator_looks_and_can_change_nothing()
    {
        await shared.Host.Database.RunAsync(
            "insert into hangfire.set (key, value, score) values ('recurring-jobs', 'test.daily', 0); " +
            "insert into hangfire.hash (key, field, value) values ('recurring-job:test.daily', 'Cron', '0 3 * * *')");
        using var visit = (await StaffMember.MakeAsync(shared.Host, StaffRole.Operator)).Visit(shared.Host);
        await visit.OpenAsync("/staff/service/jobs/recurring");
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        Assert.Contains("test.daily", visit.Page.DocumentElement.TextContent, StringComparison.Ordinal);

        foreach (var command in new[] { "remove", "trigger" })
        {
            await visit.PostAsync($"/staff/service/jobs/recurring/{command}", [new("jobs[]", "test.daily")]);
            Assert.False(visit.Response.IsSuccessStatusCode, command);
        }
        Assert.Equal(1L, await shared.Host.Database.ReadAsync<long>("select count(*) from hangfire.set where value = 'test.daily'"));
        Assert.Equal(0L, await shared.Host.Database.ReadAsync<long>("select count(*) from hangfire.job"));
    }
}
