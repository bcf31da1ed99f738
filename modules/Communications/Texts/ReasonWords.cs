using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Texts;

/// <summary>The words of reasons and advice in one language. Each is a small template over the values that come with the reason.</summary>
internal sealed class ReasonWords
{
    /// <summary>The name under which the file is approved.</summary>
    public const string FileName = "reasons";

    private const int LongestReason = 500;

    private readonly Dictionary<string, (string Source, Lazy<CompiledTemplate>? Template)> words = [];

    private ReasonWords(string hash) => Hash = hash;

    public string Hash { get; }

    public IEnumerable<string> Codes => words.Keys;

    public bool Has(string code) => words.ContainsKey(code);

    /// <summary>Reads reasons.json.</summary>
    public static (ReasonWords? Words, IReadOnlyList<TemplateFault> Faults) Read(string source, ITemplateEngine engine)
    {
        var (file, wrong) = WordFiles.Read<ReasonsFile>(source);
        if (file is null) return (null, [wrong!.Value]);
        var read = new ReasonWords(TextHash.Of(source));
        var faults = new List<TemplateFault>();
        foreach (var (code, text) in file.Reasons)
        {
            if (faults.Count >= 20) break;
            if (!Areas.Sdk.Codes.IsCode(code)) Wrong("use lower-case words with hyphens for a code.");
            if (string.IsNullOrWhiteSpace(text) || text.Length > LongestReason || text.Contains('\n', StringComparison.Ordinal)) Wrong($"it needs words, on one line of at most {LongestReason} characters.");
            var tokens = engine.Read(text);
            foreach (var fault in tokens.Faults.Concat(TemplateRules.Check(tokens.Tokens, TemplateFields.OfReasons))) Wrong(fault.Says);
            var isPlain = tokens.Tokens.All(token => token.Kind == TokenKind.Text);
            read.words[code] = (text, isPlain ? null : new(() => engine.Compile(text, escapesHtml: false)));

            void Wrong(string says) => faults.Add(new(LineOf(source, code), $"'{code}': {says}"));
        }
        return faults.Count > 0 ? (null, faults) : (read, []);
    }

    /// <summary>A reason in words; null when there are none for it, or when they mention a value that did not come with it.</summary>
    public string? Write(Reason reason, LanguageFacts language, string serviceName, LimitedWriter writer)
    {
        if (!words.TryGetValue(reason.Code, out var found)) return null;
        if (found.Template is not { } template) return found.Source;

        var values = new Dictionary<string, object>(reason.Values.Count + 2);
        foreach (var (name, value) in reason.Values) values[name] = Fenced(value);
        values.TryAdd("serviceName", Fenced(serviceName));
        if (reason.Values.TryGetValue("limit", out var limit) && int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            values["limitInWeeks"] = language.Write(new LengthOfTime(number, "week"));
        return Mentions(found.Source, values) ? writer.Render(template.Value, values) : null;

        string Fenced(string value) =>
            FieldText.Isolate(Communications.Contracts.FieldKind.Words, FieldText.Write(Communications.Contracts.FieldKind.Words, value, language) ?? "", language.RightToLeft && !value.All(char.IsAsciiDigit));
    }

    private static bool Mentions(string source, Dictionary<string, object> values) =>
        TemplateFields.OfReasons.All.All(field => values.ContainsKey(field.Name) || !source.Contains(field.Name, StringComparison.Ordinal));

    private static int LineOf(string source, string code)
    {
        var at = source.IndexOf($"\"{code}\"", StringComparison.Ordinal);
        return at < 0 ? 0 : 1 + source.AsSpan(0, at).Count('\n');
    }
}
