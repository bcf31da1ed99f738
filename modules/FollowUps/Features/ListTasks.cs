using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Lists the open tasks of the areas of a key, oldest first.</summary>
internal static class ListTasks
{
    private const int Page = 200;

    internal sealed record OpenTask(Guid Id, string Area, string Code, string Says, DateTimeOffset OpenedAt, string? Reference);

    internal sealed record OpenTasks(IReadOnlyList<OpenTask> Tasks, string? Next);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tasks", HandleAsync)
        .RequirePermission(Permission.DoTasks)
        .Produces<OpenTasks>()
        .WithTags("Tasks")
        .WithSummary("Open tasks of the area's team, oldest first, 200 at a time. Pass \"next\" of one page as \"after\" of the following.");

    private static async Task<IResult> HandleAsync(
        Actor actor, Database database, [FromServices] IReferrals referrals, CancellationToken cancellationToken, string? area = null, Guid? after = null)
    {
        var rows = await database.ReadAsync(
            actor,
            """
            select id, area, code, says, opened_at, referral_id
            from follow_ups.task
            where closed_at is null and ($1::text is null or area = $1) and ($2::uuid is null or id > $2)
            order by id
            limit $3
            """,
            [area, after, Page],
            row => (Task: new OpenTask(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), null),
            Referral: row.IsDBNull(5) ? (Guid?)null : row.GetGuid(5)),
            cancellationToken);
        var summaries = await referrals.SummariesAsync(actor, [.. rows.Select(row => row.Referral).OfType<Guid>().Distinct()], cancellationToken);
        var tasks = rows.Select(
            row => row.Task with { Reference = row.Referral is { } id && summaries.TryGetValue(id, out var summary) ? summary.Reference : null }).ToArray();
        return TypedResults.Ok(new OpenTasks(tasks, tasks.Length == Page ? tasks[^1].Id.ToString("D") : null));
    }
}
