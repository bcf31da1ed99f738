using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Platform;

namespace WorkWell.Areas.Plugins;

/// <summary>What a plugin's folder holds, as one hash: of the name and bytes of every file.</summary>
internal static class PluginContent
{
    /// <param name="folder">The folder.</param>
    /// <returns>Such as "9F86D081...", 64 digits.</returns>
    public static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, folder);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Adds the content of a folder to a hash.</summary>
    public static void Append(IncrementalHash hash, string folder)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        foreach (var file in RegularFile.Below(folder))
        {
            // The lengths say where a name ends and the next file begins.
            var name = Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'));
            var bytes = RegularFile.ReadAllBytes(file);
            BinaryPrimitives.WriteInt64LittleEndian(length, name.Length);
            hash.AppendData(length);
            hash.AppendData(name);
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
