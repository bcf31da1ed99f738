using System.IO.Pipelines;
using Microsoft.AspNetCore.DataProtection;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>An upload that is read in the background.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sender">The key that sent it.</param>
/// <param name="Areas">The areas that key may reach.</param>
/// <param name="Source">Who refers.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Job">The background job that reads it.</param>
/// <param name="Answer">What came of it, sealed; null until it has been read.</param>
internal sealed record Upload(Guid Id, string Sender, IReadOnlyList<string> Areas, ReferralSource Source, long Bytes, Guid? Job, byte[]? Answer);

/// <summary>Keeps uploaded files, sealed and in parts, until a host has read them: any host may, and none holds more than a part in memory.</summary>
internal sealed class UploadStore(Database database, IDataProtectionProvider protection)
{
    private const int PartBytes = 256 * 1024;
    private readonly IDataProtector seal = protection.CreateProtector("referrals.upload-part");

    /// <summary>Stores a file.</summary>
    /// <param name="sender">The key that sends it.</param>
    /// <param name="source">Who refers.</param>
    /// <param name="content">The file.</param>
    /// <param name="maxBytes">The largest size.</param>
    /// <param name="cancellationToken">Stops the store; the parts so far are removed within a day.</param>
    /// <returns>The upload's id; null when the file is too large.</returns>
    public async Task<Guid?> StoreAsync(Actor sender, ReferralSource source, Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        var id = await BeginAsync(sender, source, cancellationToken);
        var buffer = new byte[PartBytes];
        var bytes = 0L;
        for (var number = 0; ; number++)
        {
            var read = await content.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancellationToken);
            bytes += read;
            if (bytes > maxBytes)
            {
                await ForgetAsync(id, cancellationToken);
                return null;
            }
            await AddPartAsync(sender, id, number, buffer.AsSpan(0, read).ToArray(), bytes, cancellationToken);
            if (read < PartBytes) return id;
        }
    }

    /// <summary>Notes the job that reads an upload.</summary>
    public Task NoteJobAsync(Guid id, Guid job, CancellationToken cancellationToken) =>
        WriteAsync("update referrals.upload set job = $2 where id = $1", [id, job], cancellationToken);

    /// <summary>Finds an upload.</summary>
    /// <returns>The upload; null when it is not there, or not any more.</returns>
    public async Task<Upload?> FindAsync(Guid id, CancellationToken cancellationToken) => (await database.ReadAsync(
        Actor.Job(UploadInBackground.Key), "select id, sender, areas, source, bytes, job, answer from referrals.upload where id = $1", [id],
        row => new Upload(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<string[]>(2), StoredKeys<ReferralSource>.Read(row.GetString(3)), row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6)),
        cancellationToken)).SingleOrDefault();

    /// <summary>Reads an upload's file, one part after the other.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="progress">Told how many bytes have been read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The file, to be read to its end or disposed of.</returns>
    public Stream Open(Guid id, Action<long> progress, CancellationToken cancellationToken)
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 2 * PartBytes, resumeWriterThreshold: PartBytes));
        _ = FillAsync(pipe.Writer, id, progress, cancellationToken);
        return pipe.Reader.AsStream();
    }

    /// <summary>Keeps the answer and removes the file.</summary>
    public async Task AnswerAsync(Guid id, byte[] answer, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job(UploadInBackground.Key));
        change.Write("update referrals.upload set answer = $2 where id = $1", id, answer);
        change.Write("delete from referrals.upload_part where upload = $1", id);
        await change.CommitAsync(cancellationToken);
    }

    /// <summary>Removes an upload with all that is kept of it.</summary>
    public Task ForgetAsync(Guid id, CancellationToken cancellationToken) =>
        WriteAsync("delete from referrals.upload where id = $1", [id], cancellationToken);

    private async Task<Guid> BeginAsync(Actor sender, ReferralSource source, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(sender);
        var id = Guid.CreateVersion7(change.At);
        change.Write(
            "insert into referrals.upload (id, sender, areas, source, bytes, received_at) values ($1, $2, $3, $4, 0, $5)",
            id, sender.Name, sender.Areas.ToArray(), ReferralSourceKeys.Of(source), change.At);
        await change.CommitAsync(cancellationToken);
        return id;
    }

    private async Task AddPartAsync(Actor sender, Guid id, int number, byte[] part, long bytes, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(sender);
        change.Write("insert into referrals.upload_part (upload, number, sealed) values ($1, $2, $3)", id, number, seal.Protect(part));
        change.Write("update referrals.upload set bytes = $2 where id = $1", id, bytes);
        await change.CommitAsync(cancellationToken);
    }

    private async Task FillAsync(PipeWriter writer, Guid id, Action<long> progress, CancellationToken cancellationToken)
    {
        Exception? problem = null;
        try
        {
            var bytes = 0L;
            for (var number = 0; await PartAsync(id, number, cancellationToken) is { } part; number++)
            {
                if ((await writer.WriteAsync(part, cancellationToken)).IsCompleted) break;
                progress(bytes += part.Length);
            }
        }
        catch (Exception error)
        {
            // Whoever reads the file meets it there.
            problem = error;
        }
        await writer.CompleteAsync(problem);
    }

    private async Task<byte[]?> PartAsync(Guid id, int number, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            Actor.Job(UploadInBackground.Key), "select sealed from referrals.upload_part where upload = $1 and number = $2", [id, number],
            row => row.GetFieldValue<byte[]>(0), cancellationToken);
        return found is [var part] ? seal.Unprotect(part) : null;
    }

    private async Task WriteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job(UploadInBackground.Key));
        change.Write(sql, values);
        await change.CommitAsync(cancellationToken);
    }
}
