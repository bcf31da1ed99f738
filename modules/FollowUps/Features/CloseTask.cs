using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Closes a task of the area's team.</summary>
internal static class CloseTask
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tasks/{id:guid}/closure", HandleAsync)
        .RequirePermission(Permission.DoTasks)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .WithTags("Tasks")
        .WithSummary("Close a task as done. The first closing holds.");

    private static async Task<IResult> HandleAsync(Guid id, Actor actor, Database database, IAuditTrail audit, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var found = await change.ReadAsync(
            "select area, closed_at is not null, code from follow_ups.task where id = $1 for update", [id], row =>
            (Area: row.GetString(0), IsClosed: row.GetBoolean(1), Code: row.GetString(2)), cancellationToken);
        if (found.Count == 0) return NotFound.ToResult();
        if (found[0].IsClosed) return AlreadyClosed.ToResult();
        if (found[0].Code == TaskDueDay.SafetyItem) return EndsOnPersonsPage.ToResult();

        change.Write(
            "update follow_ups.task set closed_at = $3, closed_by = $4, outcome = 'done' where area = $1 and id = $2",
            found[0].Area, id, change.At, actor.Name);
        audit.Record(change, found[0].Area, "follow-ups.task-closed", id);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static readonly Problem NotFound = new("follow-ups.no-such-task", StatusCodes.Status404NotFound, "There is no such task in your areas.");
    private static readonly Problem EndsOnPersonsPage = new(
        "follow-ups.task-ends-elsewhere", StatusCodes.Status409Conflict, "This task ends when a coach says on the person’s page what was done.");
    private static readonly Problem AlreadyClosed = new("follow-ups.task-closed", StatusCodes.Status409Conflict, "This task is already closed.");
}
