using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Computes the chain of an area again, seal by seal, until the first break.</summary>
internal sealed class AuditVerification(string area, AuditEntryStream entries, IReadOnlyList<AuditHead> noted) : IDisposable
{
    /// <summary>How long an entry may wait to be sealed.</summary>
    internal static readonly TimeSpan MaxUnsealed = TimeSpan.FromMinutes(10);

    // Entries read before their turn: one with a lower number was committed after one with a higher.
    private readonly Dictionary<long, byte[]> ahead = [];
    private readonly Dictionary<long, AuditHead> heads = noted.DistinctBy(head => head.Sequence).ToDictionary(head => head.Sequence);
    private bool isAtEnd;
    private long sequence;
    private long unsealed;

    /// <summary>The hash reached; none before the first entry.</summary>
    public byte[] Head { get; private set; } = [];

    /// <summary>The hash that the next entry should have, where it has another.</summary>
    public byte[] Expected { get; private set; } = [];

    public AuditBreak? Break { get; private set; }

    public AuditVerdict Verdict => new(area, sequence, unsealed, Break);

    /// <summary>Verifies the entries of one seal.</summary>
    /// <returns>False from the first break on.</returns>
    public bool Take(long sealedUpTo, long[] numbers, byte[][] hashes)
    {
        if (numbers.Length == 0 || numbers.Length != hashes.Length || sealedUpTo != sequence + numbers.Length
            || hashes.Any(hash => hash is not { Length: AuditEntryBytes.HashSize })) return Stop(AuditBreaks.ChainCut(area, sequence));
        var hash = new byte[AuditEntryBytes.HashSize];
        for (var i = 0; i < numbers.Length; i++)
        {
            var entry = Find(numbers[i]);
            if (entry.IsEmpty) return Stop(AuditBreaks.Deleted(area, numbers[i], sequence + 1), hashes[i]);
            AuditEntryBytes.Hash(Head, entry, hash);
            if (!hash.AsSpan().SequenceEqual(hashes[i])) return Stop(AuditBreaks.Edited(area, numbers[i], sequence + 1), hashes[i]);
            Head = hashes[i];
            sequence++;
            if (heads.Count > 0 && heads.TryGetValue(sequence, out var head)
                && !Convert.ToHexStringLower(Head).Equals(head.Hash, StringComparison.OrdinalIgnoreCase))
                return Stop(AuditBreaks.HeadDiffers(head));
        }
        return true;
    }

    /// <summary>Looks at what no seal names, and at the heads that were noted beyond the end.</summary>
    public void Finish(long settled, DateTimeOffset now)
    {
        if (Break is not null) return;
        if (heads.Values.FirstOrDefault(head => head.Sequence > sequence || head.Sequence < 1) is { } beyond)
        {
            Break = AuditBreaks.EndCut(beyond, sequence);
            return;
        }
        foreach (var (number, entry) in ahead.OrderBy(pair => pair.Key)) LookAtUnsealed(number, entry, settled, now);
        while (Next()) LookAtUnsealed(entries.Number, entries.Entry, settled, now);
    }

    public void Dispose() => entries.Dispose();

    private void LookAtUnsealed(long number, ReadOnlySpan<byte> entry, long settled, DateTimeOffset now)
    {
        unsealed++;
        if (Break is not null) return;
        if (number <= settled) Break = AuditBreaks.Inserted(area, number);
        else if (AuditEntryBytes.At(entry) < now - MaxUnsealed) Break = AuditBreaks.NotSealed(area, number);
    }

    private ReadOnlySpan<byte> Find(long number)
    {
        if (ahead.Count > 0 && ahead.Remove(number, out var early)) return early;
        while (Next())
        {
            var found = entries.Number;
            if (found == number) return entries.Entry;
            ahead[found] = entries.Entry.ToArray();
            // The entries come in the order of their numbers, so one that was passed is not there.
            if (found > number) return default;
        }
        return default;
    }

    private bool Next() => !isAtEnd && !(isAtEnd = !entries.Next());

    private bool Stop(AuditBreak broken, byte[]? expected = null)
    {
        (Break, Expected) = (broken, expected ?? []);
        return false;
    }
}
