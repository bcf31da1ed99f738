using System.Buffers.Binary;
using Npgsql;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Reads entries in the order of their numbers as PostgreSQL's binary COPY sends them, whose rows are already the bytes that are hashed.</summary>
internal sealed class AuditEntryStream : IDisposable
{
    private const int Fields = 8;
    private const int HeaderLength = 19;
    private readonly NpgsqlRawCopyStream copy;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private int length;

    private AuditEntryStream(NpgsqlRawCopyStream copy) => this.copy = copy;

    /// <summary>Opens a connection that reads for somebody, in a transaction that goes on until it is closed.</summary>
    public static async Task<NpgsqlConnection> ConnectAsync(Database database, Actor actor, CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new("begin read only"));
        batch.BatchCommands.Add(Database.ActAs(actor));
        // Entries lie in the order of their numbers already; sorting many anew takes longer than walking along the index.
        batch.BatchCommands.Add(new("set local enable_sort = off"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    /// <summary>Begins to read the entries of an area on a connection that acts for somebody already, in a transaction.</summary>
    public static AuditEntryStream Open(NpgsqlConnection connection, string area)
    {
        // COPY takes no parameters. The code of an area is quoted all the same.
        var stream = new AuditEntryStream(connection.BeginRawBinaryCopy($"""
            copy (select area, number, at, actor, purpose, action, subject, details::text from access.audit_entry
              where area = '{area.Replace("'", "''", StringComparison.Ordinal)}' order by number) to stdout (format binary)
            """));
        stream.Have(HeaderLength);
        stream.start += HeaderLength;
        return stream;
    }

    /// <summary>The bytes of the entry just read.</summary>
    public ReadOnlySpan<byte> Entry => buffer.AsSpan(start - length, length);

    /// <summary>Its number.</summary>
    public long Number => BinaryPrimitives.ReadInt64BigEndian(Entry[AuditEntryBytes.NumberAt(Entry)..]);

    /// <summary>Reads the next entry.</summary>
    /// <returns>False at the end.</returns>
    public bool Next()
    {
        Have(sizeof(short));
        if (BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start)) < 0) return false;
        start += sizeof(short);
        length = 0;
        for (var field = 0; field < Fields; field++)
        {
            Have(length + sizeof(int));
            length += sizeof(int) + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start + length)));
        }
        Have(length);
        start += length;
        return true;
    }

    public void Dispose() => copy.Dispose();

    // So many bytes from the start are in the buffer.
    private void Have(int wanted)
    {
        if (end - start >= wanted) return;
        if (start + wanted > buffer.Length)
        {
            var kept = wanted > buffer.Length ? new byte[wanted * 2] : buffer;
            buffer.AsSpan(start, end - start).CopyTo(kept);
            (buffer, start, end) = (kept, 0, end - start);
        }
        while (end - start < wanted)
        {
            var read = copy.Read(buffer.AsSpan(end));
            if (read == 0) throw new EndOfStreamException("The audit trail ended in the middle of an entry.");
            end += read;
        }
    }
}
