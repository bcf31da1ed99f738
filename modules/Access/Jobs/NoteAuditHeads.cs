using System.Globalization;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Where the heads of the audit trail are noted each day: a folder that whoever owns the database cannot write. Null: nowhere.</summary>
internal sealed record AuditHeadsFolder(string? Path);

/// <summary>Notes how far the audit trail of each area is sealed, in a file of the day.</summary>
internal sealed class NoteAuditHeads(IAuditChain chain, AuditHeadsFolder folder, TimeProvider clock) : IRecurringJob
{
    public const string Key = "access.note-audit-heads";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (folder.Path is not { Length: > 0 } path) return;
        await chain.SealAsync(cancellationToken);
        var day = LondonTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = Path.Combine(path, $"audit-heads-{day}.txt");
        // What was noted is never written over: the second run of a day changes nothing.
        if (File.Exists(file)) return;
        Directory.CreateDirectory(path);
        var writing = $"{file}.{Guid.NewGuid():n}";
        await File.WriteAllLinesAsync(writing, (await chain.HeadsAsync(cancellationToken)).Select(head => head.ToString()), cancellationToken);
        if (File.Exists(file)) File.Delete(writing);
        else File.Move(writing, file);
    }
}
