using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Rendering;

/// <summary>The texts of reasons and questions, for pages.</summary>
internal sealed class AreaWords(TemplateLibrary library, IAreaCatalogue areas, ApprovalPolicy approvals) : IWords
{
    // What everybody who can be helped gets. A language is translated and approved as a whole.
    private static readonly MessageType FirstMessage = MessageTypes.Find("referral-received-eligible")!;

    public Phrase? Reason(string area, string language, Reason reason)
    {
        var texts = library.Current;
        var serviceName = areas.Ready.GetValueOrDefault(area)?.Settings.ServiceName ?? (area == Area.National ? "WorkWell" : "");
        foreach (var tag in TemplateSet.Chain(language))
        {
            if (texts.FactsOf(area, tag) is not { } facts) continue;
            if (texts.ReasonsFor(area, tag, reason.Code, approvals.RequiredIn(area)) is { } words
                && ReasonPhrases.Write(words, reason, facts, serviceName, ScribanRenderer.OfThisThread) is { } phrase)
                return new(phrase, facts.Tag, facts.RightToLeft);
        }
        return null;
    }

    public QuestionWords? Question(string area, string language, string code, bool isAboutThem)
    {
        if (library.Current.QuestionFor(area, language, code, approvals.RequiredIn(area), isAboutThem) is not var (words, facts)) return null;
        var side = words.For(isAboutThem)!;
        return new(side.Ask, side.Hint, side.Options, facts.Tag, facts.RightToLeft);
    }

    public bool AreSentIn(string area, string language) =>
        library.Current.Choose(area, language, FirstMessage, Channel.Email, [], approvals.RequiredIn(area))?.Language.Tag.Split('-')[0]
            == language.Split('-')[0];

    public Phrase Length(string area, string language, int number, LimitUnit unit)
    {
        var facts = TemplateSet.Chain(language).Select(tag => library.Current.FactsOf(area, tag)).OfType<LanguageFacts>().First();
        var name = unit switch { LimitUnit.Days => "day", LimitUnit.Weeks => "week", _ => "month" };
        return new(facts.Write(new LengthOfTime(number, name)), facts.Tag, facts.RightToLeft);
    }
}
