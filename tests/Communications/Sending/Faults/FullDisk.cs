using System.Globalization;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>
/// Simulates a full disk: a trigger rejects writes with PostgreSQL's error code for it, because really filling a disk needs rights on the machine.
/// </summary>
internal static class FullDisk
{
    private static readonly string[] Tables = ["communications.message", "communications.attempt", "communications.delivery_failure"];

    /// <summary>Starts rejecting writes.</summary>
    /// <param name="run">The run with the database.</param>
    /// <param name="refused">The proportion of rejected writes, up to 1.</param>
    public static async Task FillAsync(FaultRun run, double refused)
    {
        await run.AsOwnerAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            create or replace function public.disk_is_full() returns trigger language plpgsql as $$
            begin
              if random() < {{refused}} then raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end if;
              return new;
            end $$
            """));
        // One table at a time, to avoid deadlocks.
        foreach (var table in Tables)
            await run.AsOwnerAsync(
            $"create or replace trigger disk_is_full before insert or update on {table} for each row execute function public.disk_is_full()");
    }

    /// <summary>Accepts writes again.</summary>
    /// <param name="run">The run with the database.</param>
    public static async Task MakeRoomAsync(FaultRun run)
    {
        foreach (var table in Tables) await run.AsOwnerAsync($"drop trigger disk_is_full on {table}");
    }
}
