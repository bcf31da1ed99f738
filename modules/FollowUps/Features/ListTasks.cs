using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>Lists the open tasks of the areas of a key: first those about somebody who may not be safe, then the others, oldest first.</summary>
internal static class ListTasks
{
    private const int Page = 200;

    private static readonly string[] Urgent = [.. TaskDueDay.UrgentCodes];

    internal sealed record OpenTask(Guid Id, string Area, string Code, string Says, DateTimeOffset OpenedAt, string? Reference)
    {
        /// <summary>Whether somebody may not be safe, so that it is looked at before all others.</summary>
        public bool IsUrgent { get; init; }

        /// <summary>What must never be done to reach the person, by code: "call", "text", "email", "letter".</summary>
        public IReadOnlyList<string> Never { get; init; } = [];
    }

    internal sealed record OpenTasks(IReadOnlyList<OpenTask> Tasks, string? Next);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tasks", HandleAsync)
        .RequirePermission(Permission.DoTasks)
        .Produces<OpenTasks>()
        .WithTags("Tasks")
        .WithSummary("Open tasks of the area's team: urgent ones, then the oldest, 200 at a time. Pass \"next\" of one page as \"after\" of the following.");

    private static async Task<IResult> HandleAsync(
        Actor actor, Database database, [FromServices] IReferrals referrals, [FromServices] IPeople people, CancellationToken cancellationToken,
        string? area = null, Guid? after = null)
    {
        var rows = await database.ReadAsync(
            actor,
            """
            with open as (
              select id, area, code, description, opened_at, referral_id, code <> all ($4) as can_wait
              from follow_ups.task where closed_at is null and ($1::text is null or area = $1)),
            last as (select code <> all ($4) as can_wait from follow_ups.task where id = $2)
            select id, area, code, description, opened_at, referral_id, not can_wait
            from open where $2::uuid is null or (can_wait, id) > (coalesce((select can_wait from last), true), $2)
            order by can_wait, id
            limit $3
            """,
            [area, after, Page, Urgent],
            row => (Task: new OpenTask(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), null)
            {
                IsUrgent = row.GetBoolean(6),
            },
            Referral: row.IsDBNull(5) ? (Guid?)null : row.GetGuid(5)),
            cancellationToken);
        var summaries = await referrals.SummariesAsync(actor, [.. rows.Select(row => row.Referral).OfType<Guid>().Distinct()], cancellationToken);
        var contacts = await people.ContactsAsync(actor, [.. summaries.Values.Select(summary => summary.PersonId).Distinct()], cancellationToken);
        var tasks = rows.Select(row => row.Referral is { } id && summaries.TryGetValue(id, out var summary)
            ? row.Task with { Reference = summary.Reference, Never = contacts.TryGetValue(summary.PersonId, out var person) ? NeverOf(person.Contact) : [] }
            : row.Task).ToArray();
        return TypedResults.Ok(new OpenTasks(tasks, tasks.Length == Page ? tasks[^1].Id.ToString("D") : null));
    }

    private static IReadOnlyList<string> NeverOf(ContactPreferences contact) =>
        [.. contact.NeverCall ? ["call"] : Array.Empty<string>(), .. contact.Stopped.Select(stopped => stopped switch
        {
            Channel.Sms => "text",
            Channel.Email => "email",
            _ => "letter",
        })];
}
