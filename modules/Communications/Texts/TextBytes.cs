using System.Text;

namespace WorkWell.Communications.Texts;

/// <summary>Reads a file as strict UTF-8, because a guessed encoding puts wrong letters into messages.</summary>
internal static class TextBytes
{
    /// <summary>The normalised text, or an error.</summary>
    public static (string? Text, TextValidationError? Error) Read(ReadOnlySpan<byte> bytes)
    {
        // UTF-16 by its byte order mark, or without one by the zero bytes of Latin letters.
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || bytes.Contains((byte)0)) return (null, new(0, "The file is saved as UTF-16. Save it as UTF-8."));
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return (null, new(1 + bytes[..at].Count((byte)'\n'),
                "Here is a letter that is not UTF-8: the file is saved in another encoding, such as Latin-1 or Windows-1252. Save it as UTF-8."));
            at += length;
        }
        return (TextHash.Normalise(Encoding.UTF8.GetString(bytes)), null);
    }
}
