namespace WorkWell.Platform;

/// <summary>
/// A list of texts as one value of a row. PostgreSQL has no arrays of lists of different lengths, so a list travels as text, and the statement makes a list of it
/// again: <c>r.address_lines::text[]</c>.
/// </summary>
public static class TextList
{
    /// <summary>The list as PostgreSQL writes it.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The text to cast.</returns>
    public static string Of(IEnumerable<string> texts) =>
        $"{{{string.Join(',', texts.Select(text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}}}";
}
