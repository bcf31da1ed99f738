using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using WorkWell.Access.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Lists the service keys: whose they are, what they open, when they end and when they were last used.</summary>
public static class KeysCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("keys", "List the keys of systems and offices: what they open, until when, and when they were last used.");
        command.SetAction((_, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var table = new Table { Border = TableBorder.None };
            table.AddColumns("key", "areas", "organisation", "may", "made", "ends", "last used", "state");
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var key in await services.GetRequiredService<IServiceKeys>().ListAsync(cancellationToken))
                table.AddRow([.. Row(key, now).Select(cell => cell.EscapeMarkup())]);
            AnsiConsole.Write(table);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static string[] Row(ServiceKeySummary key, DateTimeOffset now) =>
    [
        key.Name, string.Join(", ", key.Areas), key.Organisation ?? "-", string.Join(", ", key.Permissions), Day(key.MadeAt), Day(key.ExpiresAt),
        key.LastUsedAt is { } used ? used.ToString("yyyy-MM-dd HH:00", CultureInfo.InvariantCulture) : "never",
        key.RevokedAt is { } revoked ? $"revoked {Day(revoked)}" : key.ExpiresAt <= now ? "expired" : "works",
    ];

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
