namespace WorkWell.Platform;

/// <summary>
/// A list of texts as one value of a row. PostgreSQL has no ragged arrays, so a list is sent as text and the statement casts it back:
/// <c>r.address_lines::text[]</c>.
/// </summary>
public static class TextList
{
    /// <summary>The list as a PostgreSQL array literal.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The literal to cast.</returns>
    public static string Of(IEnumerable<string> texts) =>
        $"{{{string.Join(',', texts.Select(
        text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}}}";
}
