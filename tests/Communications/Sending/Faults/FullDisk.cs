using System.Globalization;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>
/// A database whose disk is full: for a while it refuses many of the writes, with the code it has for that. A trigger says so, because filling a disk for real
/// would take rights over the machine.
/// </summary>
internal static class FullDisk
{
    private static readonly string[] Tables = ["communications.message", "communications.attempt", "communications.setback"];

    /// <summary>Fills it.</summary>
    /// <param name="run">Whose database it is.</param>
    /// <param name="refused">How much of what is written is refused, up to 1.</param>
    public static async Task FillAsync(FaultRun run, double refused)
    {
        await run.AsOwnerAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            create or replace function public.disk_is_full() returns trigger language plpgsql as $$
            begin
              if random() < {{refused}} then raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end if;
              return new;
            end $$
            """));
        // A table at a time: whoever locks several at once and in an order of its own may be the one that has to give way.
        foreach (var table in Tables)
            await run.AsOwnerAsync(
            $"create or replace trigger disk_is_full before insert or update on {table} for each row execute function public.disk_is_full()");
    }

    /// <summary>Makes room again.</summary>
    /// <param name="run">Whose database it is.</param>
    public static async Task MakeRoomAsync(FaultRun run)
    {
        foreach (var table in Tables) await run.AsOwnerAsync($"drop trigger disk_is_full on {table}");
    }
}
