namespace WorkWell.Ui.Contracts;

/// <summary>Texts for the design system's script, passed in attributes.</summary>
internal static class ScriptWords
{
    public static void One(Dictionary<string, string?> attributes, string key, string? words)
    {
        if (!string.IsNullOrEmpty(words)) attributes["data-i18n." + key] = words;
    }

    public static void Plural(Dictionary<string, string?> attributes, string key, IReadOnlyDictionary<string, string>? words)
    {
        foreach (var (form, value) in words ?? new Dictionary<string, string>()) attributes[$"data-i18n.{key}.{form}"] = value;
    }
}
