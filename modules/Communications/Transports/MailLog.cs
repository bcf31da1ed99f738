namespace WorkWell.Communications.Transports;

/// <summary>
/// The log of a mail server, in the form of Postfix or Exim. Postfix names a message's id when it reads its header, and puts it into the queue only when its
/// content is complete; Exim logs it once it has taken it.
/// </summary>
internal sealed class MailLog(string path)
{
    private const string IdInPostfix = ": message-id=<";
    private const string TakenByExim = " <= ";

    private readonly string before = path + ".1";

    /// <summary>When the server wrote last.</summary>
    public DateTimeOffset WrittenAt() => new(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);

    /// <summary>Whether the server took a message.</summary>
    /// <param name="messageId">The message's id, without its angle brackets.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<bool> TookAsync(string messageId, CancellationToken cancellationToken)
    {
        // The older file first: a message may stand in both.
        var inQueue = new HashSet<string>();
        foreach (var file in new[] { before, path }.Where(File.Exists))
        {
            await foreach (var line in LinesAsync(file, cancellationToken))
            {
                if (line.Contains(messageId, StringComparison.Ordinal))
                {
                    if (line.Contains(TakenByExim, StringComparison.Ordinal) && line.Contains($"id={messageId}", StringComparison.Ordinal)) return true;
                    if (line.IndexOf(IdInPostfix + messageId + ">", StringComparison.Ordinal) is >= 0 and var end)
                        inQueue.Add(line[(line.LastIndexOf(' ', end) + 1)..end]);
                }
                if (inQueue.Count > 0 && line.EndsWith("(queue active)", StringComparison.Ordinal)
                    && inQueue.Any(queued => line.Contains($" {queued}: from=<", StringComparison.Ordinal))) return true;
            }
        }
        return false;
    }

    // The server goes on writing, and may move the file away.
    private static async IAsyncEnumerable<string> LinesAsync(
        string file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan,
        });
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken) is { } line) yield return line;
    }
}
