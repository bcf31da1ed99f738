using System.Text.RegularExpressions;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Rendering;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Tests.Templates;

/// <summary>
/// The shipped texts: all valid, all drafts, with translations that match the English, and English that a ten-year-old can read.
/// </summary>
public sealed partial class ShippedTextsTests
{
    private static readonly TemplateLibrary Library = Given.Library();

    [Fact]
    public void All_are_read_without_an_error()
    {
        Assert.NotEmpty(Library.Current.All);
        Assert.Empty(Library.Current.Errors);
    }

    [Fact]
    public void All_are_recorded_and_none_is_approved_by_anybody()
    {
        var texts = new TextApprovals(Library).All();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Equal(TextState.Drafted, text.State));
        Assert.All(texts, text => Assert.False(text.IsBehindEnglish, $"{text.Place}/{text.Language}/{text.Text}"));
    }

    [Fact]
    public void Each_translation_mentions_the_same_fields_in_the_same_conditions_as_the_english()
    {
        var english = Library.Current.Find("national", "en")!.Templates;
        foreach (var language in new[] { "gu", "ar" })
        {
            var translated = Library.Current.Find("national", language)!.Templates;
            Assert.Equal(english.Keys.Order(), translated.Keys.Order());
            foreach (var (name, file) in english) Assert.Equal(Tags(file!), Tags(translated[name]!));
        }

        string[] Tags(TemplateFile file) =>
            [.. TemplateReader.Read(file.Source).Tokens.Where(token => token.Kind is not (TokenKind.Text or TokenKind.Note))
            .Select(token => $"{token.Kind} {token.Name}").Distinct().Order()];
    }

    [Fact]
    public void Each_translation_of_reasons_and_questions_has_the_codes_people_are_told()
    {
        foreach (var english in Library.Current.All.Where(texts => texts.Language == "en"))
        {
            foreach (var language in new[] { "gu", "ar" })
            {
                var translated = Library.Current.Find(english.Place, language);
                foreach (var code in english.Reasons?.Codes.Where(code => code.EndsWith("-unknown", StringComparison.Ordinal)) ?? [])
                {
                    Assert.True(translated!.Reasons!.Has(code), $"{english.Place}/{language}/{code}");
                    if (english.Reasons!.Has(code[..^8])) Assert.True(translated.Reasons.Has(code[..^8]), $"{english.Place}/{language}/{code[..^8]}");
                }
                foreach (var (code, question) in english.Questions?.File.Questions ?? new Dictionary<string, QuestionText>())
                    Assert.Equal(question.Options.Keys.Order(), translated!.Questions!.Value.File.Questions[code].Options.Keys.Order());
            }
        }
    }

    [Fact]
    public void Every_email_page_has_a_language_a_direction_a_title_and_one_heading()
    {
        foreach (var type in MessageTypes.All.Where(type => type.Channels.Contains(Channel.Email)))
        {
            foreach (var (language, direction) in new[] { ("en", "ltr"), ("gu", "ltr"), ("ar", "rtl") })
            {
                var message = Assert.IsType<RenderOutcome.Rendered>(Given.Renderer(Library).Render(Given.Message(type, language, Channel.Email))).Message;
                Assert.StartsWith($"<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">", message.Html, StringComparison.Ordinal);
                Assert.Single(OpeningH1().Matches(message.Html!));
                Assert.Contains($"<title>{HtmlEscaping.Escape(message.Subject!)}</title>", message.Html, StringComparison.Ordinal);
                Assert.DoesNotContain("<style", message.Html, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<ul>\n</ul>", message.Html, StringComparison.Ordinal);
                Assert.InRange(message.Subject!.Length, 5, 78);
            }
        }
    }

    [Fact]
    public void No_text_message_takes_more_than_three_parts_for_the_longest_service_name()
    {
        foreach (var type in MessageTypes.All.Where(type => type.Channels.Contains(Channel.Sms)))
        {
            foreach (var language in new[] { "en", "gu", "ar" })
            {
                var message = Assert.IsType<RenderOutcome.Rendered>(Given.Renderer(Library).Render(Given.Message(type, language, Channel.Sms))).Message;
                Assert.True(message.Sms!.Segments <= 3, $"{type.Code} in {language}: {message.Sms}");
            }
        }
    }

    [Fact]
    public void The_english_is_short_and_plain()
    {
        foreach (var type in MessageTypes.All)
        {
            foreach (var channel in type.Channels)
            {
                var text = Assert.IsType<RenderOutcome.Rendered>(Given.Renderer(Library).Render(Given.Message(type, "en", channel))).Message.Text;
                var sentences = SentenceEnd().Split(text).Select(sentence => Word().Matches(sentence).Select(word => word.Value).ToArray())
                    .Where(words => words.Length > 1).ToArray();
                var words = sentences.SelectMany(sentence => sentence).ToArray();
                // Flesch-Kincaid grade: 5 corresponds to an age of ten or eleven.
                var grade = (0.39 * words.Length / sentences.Length) + (11.8 * words.Sum(Syllables) / words.Length) - 15.59;
                Assert.True(grade <= 5.5, $"{type.Code} by {channel}: grade {grade:0.0}");
                Assert.All(sentences, sentence => Assert.True(sentence.Length <= 25, string.Join(' ', sentence)));
            }
        }
    }

    private static int Syllables(string word)
    {
        var lower = word.ToLowerInvariant();
        var count = Vowels().Matches(lower.EndsWith('e') && !lower.EndsWith("le", StringComparison.Ordinal) ? lower[..^1] : lower).Count;
        return Math.Max(1, count);
    }

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex OpeningH1();

    [GeneratedRegex(@"[.?!:]\s|\n")]
    private static partial Regex SentenceEnd();

    // We cannot shorten names, references and addresses.
    [GeneratedRegex(@"(?<![\w@./-])[A-Za-z][a-z']*(?![\w@./-]*[\d@/])(?![.-]\w)")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();
}
