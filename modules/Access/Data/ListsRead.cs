using System.Text.Json;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Who asked for a list, such as the open tasks of an area. What was searched for is not recorded: it may be a name.</summary>
internal sealed class ListsRead(Database database, IAuditTrail audit)
{
    public async Task RecordAsync(Actor actor, string route, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        foreach (var area in actor.Areas)
            audit.Record(change, area == Actor.AllAreas[0] ? "national" : area, "access.listed", Guid.Empty, JsonSerializer.Serialize(new { list = route }));
        await change.CommitAsync(cancellationToken);
    }
}
