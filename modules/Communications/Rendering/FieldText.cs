using System.Text;

namespace WorkWell.Communications.Rendering;

/// <summary>Makes a value safe to stand inside a message, whatever somebody typed.</summary>
internal static class FieldText
{
    /// <summary>One line: control characters and line ends become single spaces, so that no value can begin a header, a line or a list.</summary>
    public static string OneLine(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\0', '\u001F') && !value.AsSpan().ContainsAny("\u007F\u0085\u2028\u2029")) return value;
        var line = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (!char.IsControl(c) && c is not ('\u2028' or '\u2029')) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        return line.ToString().Trim();
    }
}
