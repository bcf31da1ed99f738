using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>An area's own words on a page: in the reader's language where they may be shown, else in English and marked as English.</summary>
internal sealed class AreaPhrases(IWords words, ITexts texts)
{
    public Text Reason(string area, Reason reason) =>
        words.Reason(area, texts.Language.Tag, reason) is { } phrase ? Marked(phrase.Text, phrase.Language, phrase.IsRightToLeft) : new Text(reason.Code);

    /// <summary>The area's own questions for who reads them here: each has words for their side, or it is not asked.</summary>
    public IReadOnlyList<ExtraQuestion> Asked(Area area, ReferralSource referralSource) =>
    [
        .. area.ExtraQuestions.Where(question =>
            (question.ReferralSources.Count == 0 || question.ReferralSources.Contains(referralSource)) && WordsOf(area, question, referralSource) is not null),
    ];

    public Text Ask(Area area, ExtraQuestion question, ReferralSource referralSource) =>
        Of(area, question, referralSource, asked => asked.Ask) ?? new Text(question.Code);

    public Text? Hint(Area area, ExtraQuestion question, ReferralSource referralSource) => Of(area, question, referralSource, asked => asked.Hint);

    public Text Option(Area area, ExtraQuestion question, string option, ReferralSource referralSource) =>
        Of(area, question, referralSource, asked => asked.Options.GetValueOrDefault(option)) ?? new Text(option);

    public Text Length(Area area, int number, LimitUnit unit)
    {
        var length = words.Length(area.Code, texts.Language.Tag, number, unit);
        return Marked(length.Text, length.Language, length.IsRightToLeft);
    }

    private Text? Of(Area area, ExtraQuestion question, ReferralSource referralSource, Func<QuestionWords, string?> part) =>
        WordsOf(area, question, referralSource) is { } asked && part(asked) is { } text ? Marked(text, asked.Language, asked.IsRightToLeft) : null;

    private QuestionWords? WordsOf(Area area, ExtraQuestion question, ReferralSource referralSource) =>
        words.Question(area.Code, texts.Language.Tag, question.Code, isAboutThem: referralSource != ReferralSource.Self);

    private Text Marked(string text, string language, bool isRightToLeft) =>
        language == texts.Language.Tag ? new Text(text) : new Text(text) { Language = language, Direction = isRightToLeft ? "rtl" : "ltr" };
}
