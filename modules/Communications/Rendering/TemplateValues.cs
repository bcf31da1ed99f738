using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace WorkWell.Communications.Rendering;

/// <summary>A message's values for the engine: read-only texts and lists of texts.</summary>
internal sealed class TemplateValues : IScriptObject
{
    private readonly Dictionary<string, object?> values;

    public TemplateValues(int capacity) => values = new(capacity);

    public TemplateValues(TemplateValues other) => values = new(other.values);

    public int Count => values.Count;

    public bool IsReadOnly
    {
        get => true;
        set => throw Refused();
    }

    /// <summary>Sets a text. An empty one becomes null, because the engine's conditions treat empty text as true.</summary>
    public void Set(string name, string value) => values[name] = value.Length == 0 ? null : value;

    /// <summary>Sets a list. An empty one becomes null for the same reason.</summary>
    public void Set(string name, IReadOnlyList<string> entries) => values[name] = entries.Count == 0 ? null : entries;

    public bool Contains(string member) => values.ContainsKey(member);

    public IEnumerable<string> GetMembers() => values.Keys;

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value) => values.TryGetValue(member, out value);

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly) => throw Refused();

    public IScriptObject Clone(bool deep) => throw Refused();

    private static NotSupportedException Refused() => new("The values of a message are read-only.");
}
