namespace WorkWell.Areas.Sdk;

/// <summary>What a stable code looks like: lower-case ASCII words and digits joined by single hyphens.</summary>
public static class Codes
{
    /// <summary>Whether the text is a code.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>True for "lives-elsewhere"; false for "", "Lives elsewhere", "-a" and "a--b".</returns>
    public static bool IsCode(string? text)
    {
        if (string.IsNullOrEmpty(text) || text[0] == '-' || text[^1] == '-') return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '-' && text[i - 1] == '-') return false;
            if (c is not '-' && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)) return false;
        }
        return true;
    }
}
