using System.Text.Json;
using Npgsql;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Decides stored facts again. With the stored revision the answer has to be the same to the last line of the trace, or something is wrong with the rules or
/// the records; with today's settings a difference shows what a change means for people who were referred before.
/// </summary>
internal sealed class ReplayDecisions(Database database, IAreaCatalogue catalogue) : IReplay
{
    private readonly Dictionary<(string Area, int Revision), Area?> atRevision = [];

    public async Task<ReplayReport> RunAsync(ReplayRequest request, Action<ReplayDifference> differs, CancellationToken cancellationToken)
    {
        var report = new ReplayReport();
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.ActAs(Actor.Job("referrals.replay")), Select(request) } };
        batch.Timeout = 0;
        await using var reader = await batch.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (reference, code, revision) = (reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? (int?)null : reader.GetInt32(2));
            if (revision is null) report = report with { AtNationalDesk = report.AtNationalDesk + 1 };
            else if (await AreaAsync(request.Settings, code, revision.Value, cancellationToken) is not { } area)
                report = report with { NotPossible = report.NotPossible + 1 };
            else
            {
                var (difference, isByOtherCode) = Compare(reader, request.Settings, area, reference);
                if (difference is not null) differs(difference);
                report = report with
                {
                    Decided = report.Decided + 1,
                    Different = report.Different + (difference is null ? 0 : 1),
                    ByOtherCode = report.ByOtherCode + (isByOtherCode ? 1 : 0),
                };
            }
        }
        return report;
    }

    private static NpgsqlBatchCommand Select(ReplayRequest request)
    {
        var from = request.Since is { } since ? LondonTime.At(since, TimeOnly.MinValue) : (DateTimeOffset?)null;
        return new(
            """
            select reference, area, settings_revision, plugin_version, facts::text, decision::text from referrals.referral
            where ($1::text is null or area = $1) and ($2::timestamptz is null or received_at >= $2)
            order by id
            """)
        {
            Parameters = { new() { Value = (object?)request.Area ?? DBNull.Value }, new() { Value = (object?)from?.ToUniversalTime() ?? DBNull.Value } },
        };
    }

    private async ValueTask<Area?> AreaAsync(ReplaySettings settings, string code, int revision, CancellationToken cancellationToken)
    {
        if (settings == ReplaySettings.Current) return catalogue.Ready.GetValueOrDefault(code);
        if (!atRevision.TryGetValue((code, revision), out var area))
            atRevision[(code, revision)] = area = await catalogue.AtRevisionAsync(code, revision, cancellationToken);
        return area;
    }

    private static (ReplayDifference? Difference, bool IsByOtherCode) Compare(NpgsqlDataReader row, ReplaySettings settings, Area area, string reference)
    {
        var plugin = row.GetString(3);
        var facts = JsonSerializer.Deserialize<ReferralFacts>(row.GetString(4), ReferralJson.Stored)!;
        var stored = JsonSerializer.Deserialize<DecisionRecord>(row.GetString(5), ReferralJson.Stored)!;
        var trace = settings == ReplaySettings.Stored ? DecisionTrace.Start() : DecisionTrace.None;
        var decision = area.Eligibility.Decide(facts, trace);
        var now = stored with
        {
            Outcome = decision.Outcome,
            Reasons = StoredReason.From(decision.Reasons),
            Priorities = StoredReason.From(decision.Priorities),
            Advice = StoredReason.From(decision.Advice),
            Trace = settings == ReplaySettings.Stored ? DecisionRecord.Lines(trace) : stored.Trace,
        };
        var difference = now.SaysTheSameAs(stored) ? null : new ReplayDifference(reference, area.Code, stored.Summarise(), Traced().Summarise())
        {
            StoredPlugin = plugin, PluginNow = area.PluginVersion, StoredContent = stored.PluginContent, ContentNow = area.PluginContent,
        };
        return (difference, stored.PluginContent is { } content && content != area.PluginContent);

        // By today's settings the steps may differ while the answer is the same. Only those of a different answer are worth their time.
        DecisionRecord Traced()
        {
            if (settings == ReplaySettings.Stored) return now;
            var steps = DecisionTrace.Start();
            area.Eligibility.Decide(facts, steps);
            return now with { Trace = DecisionRecord.Lines(steps) };
        }
    }
}
