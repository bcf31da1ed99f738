using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WorkWell.Areas.Places;

/// <summary>The contents of an index file.</summary>
internal enum IndexKind : uint
{
    Postcodes = 1,
    Practices = 2,
}

/// <summary>The header of an index file.</summary>
internal sealed record IndexHead(IndexKind Kind, string Source, DateTimeOffset LoadedAt)
{
    /// <summary>Whether it was built from the sample that ships with the product.</summary>
    public bool IsSample { get; init; }

    /// <summary>The number of entries.</summary>
    public IndexCounts Counts { get; init; }
}

/// <summary>The number of entries in an index file. For practices, terminated means closed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IndexCounts(uint Live, uint Terminated)
{
    /// <summary>Districts with a live postcode.</summary>
    public uint LiveDistricts { get; init; }

    /// <summary>Districts with a terminated postcode.</summary>
    public uint TerminatedDistricts { get; init; }

    /// <summary>Distinct places.</summary>
    public uint Places { get; init; }

    /// <summary>All entries.</summary>
    public long All => (long)Live + Terminated;
}

/// <summary>
/// A write-once file, replaced as a whole and read through a memory map. Its SHA-256 covers every byte, so a truncated or edited file is refused.
/// Little-endian, like every supported machine.
/// </summary>
internal sealed unsafe class IndexFile
{
    private const int HeadLength = 256;
    private const int HashLength = 32;
    private const int PayloadAt = HeadLength + HashLength;
    private const int SourceAt = 64;
    private const int FormatVersion = 1;

    private readonly SafeMemoryMappedViewHandle handle;
    private readonly byte* start;
    private readonly int length;

    private IndexFile(SafeMemoryMappedViewHandle handle, byte* start, int length, IndexHead head)
    {
        this.handle = handle;
        this.start = start;
        this.length = length;
        Head = head;
    }

    private static ReadOnlySpan<byte> Magic => "WWPLACES"u8;

    // After the switch to a newer file, others may still be reading this one, so only the garbage collector can tell when the map can be released.
    ~IndexFile() => handle.ReleasePointer();

    /// <summary>The header.</summary>
    public IndexHead Head { get; }

    /// <summary>The bytes after the header. Readers must keep this object alive until they are done.</summary>
    public ReadOnlySpan<byte> Payload => new(start + PayloadAt, length - PayloadAt);

    /// <summary>Reads a section of the payload.</summary>
    /// <typeparam name="T">The type of the section's elements.</typeparam>
    /// <param name="offset">The offset in bytes.</param>
    /// <param name="count">The number of elements.</param>
    /// <returns>The section.</returns>
    /// <exception cref="InvalidDataException">The payload is too short.</exception>
    public ReadOnlySpan<T> Section<T>(long offset, uint count)
        where T : unmanaged
    {
        var bytes = count * (long)sizeof(T);
        if (offset + bytes > Payload.Length) throw new InvalidDataException("it is shorter than its header says");
        return MemoryMarshal.Cast<byte, T>(Payload.Slice((int)offset, (int)bytes));
    }

    /// <summary>Writes to a temporary file and then moves it, so readers see either the old file or the new one.</summary>
    /// <param name="path">The final path.</param>
    /// <param name="head">The header.</param>
    /// <param name="writePayload">Writes the payload.</param>
    public static void Write(string path, IndexHead head, Action<Stream> writePayload)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var making = $"{path}.{Guid.NewGuid():n}.new";
        try
        {
            using (var file = new FileStream(making, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 20))
            {
                file.Position = PayloadAt;
                writePayload(file);
                var bytes = HeadBytes(head, file.Position - PayloadAt);
                file.Position = PayloadAt;
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                hash.AppendData(bytes);
                var block = new byte[1 << 20];
                for (int read; (read = file.Read(block)) > 0;) hash.AppendData(block.AsSpan(0, read));
                file.Position = 0;
                file.Write(bytes);
                file.Write(hash.GetHashAndReset());
                file.Flush(flushToDisk: true);
            }
            File.Move(making, path, overwrite: true);
        }
        finally
        {
            File.Delete(making);
        }
    }

    /// <summary>Maps a file and verifies its checksum.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="kind">The expected contents.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidDataException">The file is truncated, edited, of another kind or in another format.</exception>
    public static IndexFile Open(string path, IndexKind kind)
    {
        // ReadWrite and Delete sharing, because a reading host must never stop another from replacing the file.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = checked((int)stream.Length);
        if (length < PayloadAt) throw new InvalidDataException("it is shorter than its header");
        using var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        var view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
        try
        {
            return new IndexFile(view.SafeMemoryMappedViewHandle, start, length, ReadHead(new ReadOnlySpan<byte>(start, length), kind));
        }
        catch
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            throw;
        }
    }

    private static byte[] HeadBytes(IndexHead head, long payloadLength)
    {
        var bytes = new byte[HeadLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)head.Kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), head.IsSample ? 1 : 0);
        MemoryMarshal.Write(bytes.AsSpan(20), head.Counts);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), payloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), head.LoadedAt.ToUnixTimeSeconds());
        Encoding.UTF8.GetEncoder().Convert(head.Source, bytes.AsSpan(SourceAt), flush: true, out _, out _, out _);
        return bytes;
    }

    private static IndexHead ReadHead(ReadOnlySpan<byte> file, IndexKind kind)
    {
        var bytes = file[..HeadLength];
        if (!bytes.StartsWith(Magic)) throw new InvalidDataException("it is not a place index");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != FormatVersion) throw new InvalidDataException("it has another format version");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != (uint)kind) throw new InvalidDataException($"it does not hold {kind}");
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]) != file.Length - PayloadAt)
            throw new InvalidDataException("its length does not match its header");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.AppendData(file[PayloadAt..]);
        Span<byte> sha256 = stackalloc byte[HashLength];
        hash.GetHashAndReset(sha256);
        if (!sha256.SequenceEqual(file.Slice(HeadLength, HashLength))) throw new InvalidDataException("its checksum does not match");
        return new IndexHead(kind, Encoding.UTF8.GetString(bytes[SourceAt..].TrimEnd((byte)0)),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[48..])))
        {
            IsSample = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) == 1,
            Counts = MemoryMarshal.Read<IndexCounts>(bytes[20..]),
        };
    }
}
