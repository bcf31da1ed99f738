using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>Pauses and resumes a partner's service.</summary>
internal static class PauseService
{
    private const string Path = "/api/areas/{area}/services/{code}/pause";
    private const int LongestBody = 1_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, MaxDepth = 2 };

    internal sealed record Pause(DateOnly? Until = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, PauseAsync)
            .RequirePermission(Permission.ManagePartners)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithTags("Partners")
            .WithSummary("Pause a partner's service: it is not offered until the pause ends. The body may give the last day.");
        routes.MapDelete(Path, ResumeAsync)
            .RequirePermission(Permission.ManagePartners)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithTags("Partners")
            .WithSummary("End the pause of a partner's service.");
    }

    private static async Task<IResult> PauseAsync(
        string area, string code, HttpRequest request, Actor actor, PartnerFiles files, Pauses pauses, Database database, IAuditTrail audit,
        CancellationToken cancellationToken)
    {
        if (Find(area, code, actor, files) is null) return PartnerProblems.NoSuchService.ToResult();
        var (pause, problem) = await ReadAsync(request, cancellationToken);
        await using var change = database.Begin(actor);
        problem ??= pause!.Until < LondonTime.DateOf(change.At) ? PartnerProblems.BadPause("until", "Give today's date or a later one.") : null;
        if (problem is not null) return problem.ToResult();

        change.Write(
            """
            insert into partners.pause (area, service, until, paused_at, paused_by) values ($1, $2, $3, $4, $5)
            on conflict (area, service) do update set until = excluded.until, paused_at = excluded.paused_at, paused_by = excluded.paused_by
            """,
            area, code, new Npgsql.NpgsqlParameter { Value = (object?)pause!.Until ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date }, change.At,
            actor.Name);
        audit.Record(change, area, "partners.service-paused", SubjectOf(area, code), JsonSerializer.Serialize(new { service = code, until = pause.Until }));
        change.AfterCommit(pauses.Forget);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ResumeAsync(
        string area, string code, Actor actor, PartnerFiles files, Pauses pauses, Database database, IAuditTrail audit, CancellationToken cancellationToken)
    {
        if (Find(area, code, actor, files) is not { } filed) return PartnerProblems.NoSuchService.ToResult();
        await using var change = database.Begin(actor);
        if (filed.IsPausedOn(LondonTime.DateOf(change.At))) return PartnerProblems.PausedByFile.ToResult();

        change.Write("delete from partners.pause where area = $1 and service = $2", area, code);
        audit.Record(change, area, "partners.service-resumed", SubjectOf(area, code), JsonSerializer.Serialize(new { service = code }));
        change.AfterCommit(pauses.Forget);
        await change.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static FiledService? Find(string area, string code, Actor actor, PartnerFiles files) =>
        actor.Reaches(area) ? files.Of(area).Services.FirstOrDefault(filed => filed.Service.Code == code) : null;

    // A missing body is a pause without an end.
    private static async Task<(Pause? Pause, Problem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new byte[LongestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0) return (new Pause(), null);
        if (length > LongestBody) return (null, PartnerProblems.BadPause("$", "Send at most 1,000 bytes."));
        try
        {
            return (JsonSerializer.Deserialize<Pause>(body.AsSpan(0, length), Json) ?? new Pause(), null);
        }
        catch (JsonException)
        {
            return (null, PartnerProblems.BadPause("until", "Send nothing, or {\"until\": \"2026-10-01\"}."));
        }
    }

    // The audit trail identifies subjects by id. A service has only a code, so a stable id is derived from it.
    private static Guid SubjectOf(string area, string code) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{area}/{code}")).AsSpan(0, 16));
}
