using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WorkWell.Areas.Places;

/// <summary>What an index file holds.</summary>
internal enum IndexKind : uint
{
    Postcodes = 1,
    Practices = 2,
}

/// <summary>The head of an index file.</summary>
internal sealed record IndexHead(IndexKind Kind, string Source, DateTimeOffset LoadedAt)
{
    /// <summary>Whether it was made from the sample that ships with the product.</summary>
    public bool IsSample { get; init; }

    /// <summary>How much it holds.</summary>
    public IndexCounts Counts { get; init; }
}

/// <summary>How much an index file holds. Practices are live or terminated too: the latter have closed.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IndexCounts(uint Live, uint Terminated)
{
    /// <summary>Districts with a live postcode.</summary>
    public uint LiveDistricts { get; init; }

    /// <summary>Districts with a terminated postcode.</summary>
    public uint TerminatedDistricts { get; init; }

    /// <summary>Distinct places.</summary>
    public uint Places { get; init; }

    /// <summary>Entries in all.</summary>
    public long All => (long)Live + Terminated;
}

/// <summary>
/// A file that is written once, replaced whole and read through a memory map. Its SHA-256 covers every byte, so that a torn or edited file is refused
/// instead of answering wrongly. Little-endian, as every machine we run on is.
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

    // A host that has moved on to a newer file drops this one while others may still read it, so only the collector knows when the map can go.
    ~IndexFile() => handle.ReleasePointer();

    /// <summary>Its head.</summary>
    public IndexHead Head { get; }

    /// <summary>The bytes after the head. Whoever reads them keeps this object alive until done.</summary>
    public ReadOnlySpan<byte> Payload => new(start + PayloadAt, length - PayloadAt);

    /// <summary>A section of the payload.</summary>
    /// <typeparam name="T">What the section holds.</typeparam>
    /// <param name="offset">Where it begins, in bytes.</param>
    /// <param name="count">How many it holds.</param>
    /// <returns>The section.</returns>
    /// <exception cref="InvalidDataException">The payload is too short for it.</exception>
    public ReadOnlySpan<T> Section<T>(long offset, uint count)
        where T : unmanaged
    {
        var bytes = count * (long)sizeof(T);
        if (offset + bytes > Payload.Length) throw new InvalidDataException("it is shorter than it says");
        return MemoryMarshal.Cast<byte, T>(Payload.Slice((int)offset, (int)bytes));
    }

    /// <summary>Writes a file beside its final place and then moves it there, so that readers see the old one or the new one.</summary>
    /// <param name="path">The final place.</param>
    /// <param name="head">The head.</param>
    /// <param name="writePayload">Writes what follows.</param>
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

    /// <summary>Maps a file and checks every byte of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should hold.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidDataException">It is torn, edited, of another kind or of another format.</exception>
    public static IndexFile Open(string path, IndexKind kind)
    {
        // ReadWrite and Delete sharing: a host that reads must never stop another from replacing the file.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = checked((int)stream.Length);
        if (length < PayloadAt) throw new InvalidDataException("it is shorter than its head");
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
        if (!bytes.StartsWith(Magic)) throw new InvalidDataException("it is not an index of places");
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) != FormatVersion) throw new InvalidDataException("it was written in another format");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != (uint)kind) throw new InvalidDataException($"it does not hold {kind}");
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]) != file.Length - PayloadAt) throw new InvalidDataException("its length is not the one it was written with");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        hash.AppendData(file[PayloadAt..]);
        Span<byte> sha256 = stackalloc byte[HashLength];
        hash.GetHashAndReset(sha256);
        if (!sha256.SequenceEqual(file.Slice(HeadLength, HashLength))) throw new InvalidDataException("its checksum does not match");
        return new IndexHead(kind, Encoding.UTF8.GetString(bytes[SourceAt..].TrimEnd((byte)0)), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[48..])))
        {
            IsSample = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) == 1,
            Counts = MemoryMarshal.Read<IndexCounts>(bytes[20..]),
        };
    }
}
