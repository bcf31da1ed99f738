using System.Collections.Concurrent;
using System.Collections.Frozen;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Templates;

/// <summary>The templates of one message, all in one language, from the area's folder or else the national one.</summary>
internal sealed record MessageWords(TemplateFile Template, TemplateFile? Html, LanguageFacts Language, string Version);

/// <summary>An immutable snapshot of all texts.</summary>
internal sealed class TemplateSet(IEnumerable<LanguageTexts> texts, IReadOnlyList<FileValidationError> errors)
{
    /// <summary>The language every message exists in.</summary>
    public const string LastResort = "en";

    private readonly FrozenDictionary<(string Place, string Language), LanguageTexts> texts = texts.ToFrozenDictionary(text => (text.Place, text.Language));
    private readonly FrozenSet<(string Place, string Name)> refused =
        texts.SelectMany(text => text.Templates.Where(file => file.Value is null).Select(file => (text.Place, file.Key))).ToFrozenSet();

    private readonly ConcurrentDictionary<(string Area, string Language, string Type, Channel Channel, bool OnlyApproved), MessageWords?> chosen = new();

    public IReadOnlyList<FileValidationError> Errors { get; } = errors;

    public IEnumerable<LanguageTexts> All => texts.Values;

    public LanguageTexts? Find(string place, string language) => texts.GetValueOrDefault((place, language));

    /// <summary>Whether the area's own file for this message is invalid. The national text does not replace it.</summary>
    public bool IsRefused(string area, MessageType type, Channel channel) =>
        refused.Count > 0 && refused.Contains((area, $"{type.Code}.{TemplateFile.NameOf(PartOf(channel))}"));

    /// <summary>Finds the templates in the reader's language if the whole message exists in it and may be sent, else in English.</summary>
    public MessageWords? Choose(string area, string language, MessageType type, Channel channel, IEnumerable<Reason> phrases, bool onlyApproved)
    {
        foreach (var tag in Chain(language))
        {
            var key = (area, tag, type.Code, channel, onlyApproved);
            if (!chosen.TryGetValue(key, out var words)) chosen[key] = words = ChooseIn(area, tag, type.Code, channel, onlyApproved);
            if (words is null) continue;
            if (tag == LastResort || phrases.All(phrase => ReasonsFor(area, tag, phrase.Code, onlyApproved) is not null)) return words;
        }
        return null;
    }

    /// <summary>The texts that contain a reason, in exactly this language.</summary>
    public ReasonWords? ReasonsFor(string area, string language, string code, bool onlyApproved) =>
        From(area, language, text => text.Reasons is { } reasons && reasons.Has(code) && MaySend(text, ReasonWords.FileName, reasons.Hash, onlyApproved)
        ? reasons : null);

    /// <summary>The text of a question with words for a side, in the reader's language if there is one that may be shown, else in English.</summary>
    public (QuestionText Words, LanguageFacts Language)? QuestionFor(string area, string language, string code, bool onlyApproved, bool isAboutThem = false)
    {
        foreach (var tag in Chain(language))
        {
            var words = From(area, tag,
                text => text.Questions is { } questions && questions.File.Questions.TryGetValue(code, out var found) && found.For(isAboutThem) is not null
                && MaySend(text, "questions", questions.Hash, onlyApproved) ? found : null);
            if (words is not null && FactsOf(area, tag) is { } facts) return (words, facts);
        }
        return null;
    }

    public LanguageFacts? FactsOf(string area, string language) => From(area, language, text => text.Facts);

    /// <summary>The languages to try in order: "gu-IN", "gu", "en".</summary>
    public static IEnumerable<string> Chain(string language)
    {
        for (var tag = language; tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
        {
            if (tag != LastResort) yield return tag;
        }
        yield return LastResort;
    }

    private MessageWords? ChooseIn(string area, string language, string type, Channel channel, bool onlyApproved)
    {
        if (FactsOf(area, language) is not { } facts) return null;
        return From(area, language, text => Words(text, type, PartOf(channel), facts, onlyApproved)
            // Without a letter of its own the message uses the e-mail's text.
            ?? (channel == Channel.Letter ? Words(text, type, TemplatePart.EmailText, facts, onlyApproved) : null));
    }

    private static MessageWords? Words(LanguageTexts text, string type, TemplatePart part, LanguageFacts facts, bool onlyApproved)
    {
        var name = $"{type}.{TemplateFile.NameOf(part)}";
        if (text.Templates.GetValueOrDefault(name) is not { } file || !MaySend(text, name, file.Hash, onlyApproved)) return null;
        var htmlName = $"{type}.{TemplateFile.NameOf(TemplatePart.EmailHtml)}";
        var html = part == TemplatePart.EmailText ? text.Templates.GetValueOrDefault(htmlName) : null;
        if (html is not null && !MaySend(text, htmlName, html.Hash, onlyApproved)) return null;
        return new(file, html, facts, $"{text.Place}/{text.Language}/{name}@{file.Hash[..8]}");
    }

    // English is sent even if unapproved, because people must get an answer; check-areas reports it.
    private static bool MaySend(LanguageTexts text, string name, string hash, bool onlyApproved) =>
        !onlyApproved || text.Language == LastResort || text.IsApproved(name, hash);

    private T? From<T>(string area, string language, Func<LanguageTexts, T?> find)
        where T : class
    {
        if (texts.TryGetValue((area, language), out var own) && find(own) is { } words) return words;
        return texts.TryGetValue((Area.National, language), out var national) ? find(national) : null;
    }

    private static TemplatePart PartOf(Channel channel) => channel switch
    {
        Channel.Sms => TemplatePart.Sms,
        Channel.Letter => TemplatePart.Letter,
        _ => TemplatePart.EmailText,
    };
}
