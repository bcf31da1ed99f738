using WorkWell.Communications.Texts;

namespace WorkWell.Communications.Templates;

/// <summary>The texts of reasons and advice in one language. Each is a small template with the reason's values.</summary>
internal sealed class ReasonWords
{
    /// <summary>The name under which the file is approved.</summary>
    public const string FileName = "reasons";

    private const int MaxLength = 500;

    private readonly Dictionary<string, (string Source, TemplateScript? Script)> words = [];

    private ReasonWords(string hash) => Hash = hash;

    public string Hash { get; }

    public IEnumerable<string> Codes => words.Keys;

    public bool Has(string code) => words.ContainsKey(code);

    /// <summary>The text of a reason, with its template if it uses values.</summary>
    public (string Source, TemplateScript? Script)? Find(string code) => words.TryGetValue(code, out var found) ? found : null;

    /// <summary>Reads reasons.json.</summary>
    public static (ReasonWords? Words, IReadOnlyList<TextValidationError> Errors) Read(string source)
    {
        var (file, wrong) = WordFiles.Read<ReasonsFile>(source);
        if (file is null) return (null, [wrong!.Value]);
        var read = new ReasonWords(TextHash.Of(source));
        var errors = new List<TextValidationError>();
        foreach (var (code, text) in file.Reasons)
        {
            if (errors.Count >= TemplateLimits.Errors) break;
            var (script, messages) = ReadOne(code, text);
            errors.AddRange(messages.Select(message => new TextValidationError(LineOf(source, code), $"'{code}': {message}")));
            read.words[code] = (text, script);
        }
        return errors.Count > 0 ? (null, errors) : (read, []);
    }

    private static (TemplateScript? Script, IEnumerable<string> Wrong) ReadOne(string code, string text)
    {
        if (!Areas.Sdk.Codes.IsCode(code)) return (null, ["use lower-case words with hyphens for a code."]);
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength || text.Contains('\n', StringComparison.Ordinal))
            return (null, [$"it needs words, on one line of at most {MaxLength} characters."]);
        var read = TemplateReader.Read(text);
        var wrong = read.Errors.Count > 0 ? read.Errors : TemplateRules.Check(read.Tokens, TemplateFields.OfReasons);
        if (wrong.Count > 0 || read.Tokens.All(token => token.Kind == TokenKind.Text)) return (null, wrong.Select(error => error.Message));
        (var script, wrong) = TemplateScript.Parse(text, TemplateFields.OfReasons);
        return (script, wrong.Select(error => error.Message));
    }

    private static int LineOf(string source, string code)
    {
        var at = source.IndexOf($"\"{code}\"", StringComparison.Ordinal);
        return at < 0 ? 0 : 1 + source.AsSpan(0, at).Count('\n');
    }
}
