using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Rendering;

/// <summary>
/// Checks an area's words before it serves. Without English for a message, a reason or a question somebody would be left without an answer, so that refuses the
/// area. A translation that is missing, unapproved or behind is advice: people get English until it is there.
/// </summary>
internal sealed class AreaTextCheck(TemplateLibrary library, ApprovalPolicy approvals) : IAreaCheck
{
    /// <summary>Parts of a text message beyond which it is worth shortening.</summary>
    private const int ManySegments = 3;

    public string Name => "texts";

    public IEnumerable<AreaFinding> Check(Area area, string configFolder)
    {
        var folder = Path.Combine(configFolder, "areas");
        var texts = Path.GetFullPath(folder) == Path.GetFullPath(library.Folder) ? library.Reload() : TemplateLibrary.ReadOnce(folder);
        return [.. Errors(area.Code, texts), .. Sender(area), .. Messages(area, texts), .. Reasons(area, texts), .. Questions(area, texts), .. Approval(area, texts)];
    }

    private static IEnumerable<AreaFinding> Errors(string area, TemplateSet texts) =>
        texts.Errors.Where(error => error.Place == area || error.Place == Area.National).Select(error =>
            new AreaFinding($"config/areas/{error.File}", error.Line > 0 ? error.Line : null, error.Message) { IsAdvice = error.Place != area || error.GoesOnWithLastGood });

    private static IEnumerable<AreaFinding> Sender(Area area)
    {
        var sender = SenderDetails.Of(area.Settings);
        var english = new LanguageFacts { Name = "", Date = "d", Plurals = "", Lengths = new Dictionary<string, IReadOnlyDictionary<string, string>>() };
        if (FieldText.Write(FieldKind.Link, sender.Web, english) is null) yield return new($"config/areas/{area.Code}/area.json", null, "'contact.web' is not a web address that can stand in a message: write https:// and the address.");
    }

    private static IEnumerable<AreaFinding> Messages(Area area, TemplateSet texts)
    {
        var renderer = new SampleMessages(area);
        foreach (var language in Languages(area))
        {
            var missing = new List<string>();
            foreach (var type in MessageTypes.All)
            {
                foreach (var channel in type.Channels)
                {
                    var words = texts.Choose(area.Code, language, type, channel, [], onlyApproved: false);
                    if (words is null || words.Language.Tag != language) missing.Add($"{type.Code} by {channel.ToString().ToLowerInvariant()}");
                    else if (channel == Channel.Sms && renderer.Segments(type, words) is > ManySegments and var parts)
                        yield return new(FileOf(words), null, $"The text message takes {parts} parts for this area; more than {ManySegments} is long.") { IsAdvice = true };
                }
            }
            var what = missing.Count == MessageTypes.All.Sum(type => type.Channels.Count) ? "any message" : string.Join(", ", missing);
            if (missing.Count > 0)
                yield return new($"config/areas/{area.Code}/templates/{language}", null, $"There are no words in '{language}' for {what}.") { IsAdvice = language != TemplateSet.LastResort };
        }
    }

    private static IEnumerable<AreaFinding> Reasons(Area area, TemplateSet texts)
    {
        var (told, forStaff) = ReasonCodeDiscovery.Codes(area);
        foreach (var language in Languages(area))
        {
            if (texts.FactsOf(area.Code, language) is not { } facts) continue;
            var isEnglish = language == TemplateSet.LastResort;
            var needed = isEnglish ? told.Concat(forStaff) : told;
            var renderer = new ScribanRenderer();
            var missing = needed.Where(reason => texts.ReasonsFor(area.Code, language, reason.Code, onlyApproved: false) is not { } words
                || ReasonPhrases.Write(words, reason, facts, area.Settings.ServiceName, renderer) is null).ToArray();
            if (missing.Length == 0) continue;
            var isOnlyForStaff = missing.All(reason => !told.Contains(reason));
            yield return new($"config/areas/{area.Code}/templates/{language}/reasons.json", null, $"There are no words in '{language}' for the reasons: {string.Join(", ", missing.Select(reason => reason.Code))}.")
            {
                IsAdvice = !isEnglish || isOnlyForStaff,
            };
        }
    }

    private static IEnumerable<AreaFinding> Questions(Area area, TemplateSet texts)
    {
        foreach (var language in Languages(area))
        {
            var missing = area.ExtraQuestions.SelectMany(question => Missing(question, texts.QuestionFor(area.Code, language, question.Code, onlyApproved: false) is var (words, facts) && facts.Tag == language ? words : null)).ToArray();
            if (missing.Length > 0)
                yield return new($"config/areas/{area.Code}/templates/{language}/questions.json", null, $"There are no words in '{language}' for: {string.Join(", ", missing)}.") { IsAdvice = language != TemplateSet.LastResort };
        }

        static IEnumerable<string> Missing(ExtraQuestion question, QuestionText? words) =>
            words is null ? [question.Code] : question.Options.Where(option => !words.Options.ContainsKey(option)).Select(option => $"{question.Code}/{option}");
    }

    private IEnumerable<AreaFinding> Approval(Area area, TemplateSet texts)
    {
        var isRequired = approvals.RequiredIn(area.Code);
        foreach (var language in Languages(area))
        {
            // The area's own texts and the national ones behind them are one language to its people.
            LanguageTexts?[] folders = [texts.Find(area.Code, language), texts.Find(Area.National, language)];
            var statuses = folders.OfType<LanguageTexts>().SelectMany(folder => TextApprovals.Statuses(folder, texts)).ToArray();
            var file = $"config/areas/{(folders[0] is null ? Area.National : area.Code)}/templates/{language}/approvals.json";
            var unapproved = statuses.Count(text => text.State != TextState.Approved);
            if (unapproved > 0) yield return Advice($"{unapproved} of {statuses.Length} texts in '{language}' are approved by nobody yet. {Consequence(language)}");
            if (Named(text => text.State == TextState.ChangedSinceApproval) is { Length: > 0 } changed) yield return Advice($"Changed since they were approved: {changed}.");
            if (Named(text => text.IsBehindEnglish) is { Length: > 0 } behind) yield return Advice($"Translated from an older English text: {behind}.");

            AreaFinding Advice(string says) => new(file, null, says) { IsAdvice = true };
            string Named(Func<TextStanding, bool> which) => string.Join(", ", statuses.Where(which).Select(text => $"{text.Place}/{text.Text}"));
        }

        string Consequence(string language) =>
            language == TemplateSet.LastResort ? "English is sent all the same, because a person who is owed an answer gets one."
            : isRequired ? "Until they are, people get English (Communications:RequireApproval is on)."
            : "They are sent as drafts (Communications:RequireApproval is off for this area).";
    }

    private static IEnumerable<string> Languages(Area area) => area.Settings.Languages.Append(TemplateSet.LastResort).Distinct();

    private static string FileOf(MessageWords words) => $"config/areas/{words.Version[..words.Version.IndexOf('/', StringComparison.Ordinal)]}/templates{words.Version[words.Version.IndexOf('/', StringComparison.Ordinal)..words.Version.IndexOf('@', StringComparison.Ordinal)]}{TemplateFile.Ending}";

    /// <summary>Renders text messages with the samples of their fields and the area's own facts.</summary>
    private sealed class SampleMessages(Area area)
    {
        private readonly ScribanRenderer renderer = new();

        public int Segments(MessageType type, MessageWords words)
        {
            var message = new MessageToRender { Area = area.Code, Type = type.Code, Fields = type.Fields.ToDictionary(field => field.Name, field => field.Sample) };
            if (MessageValues.Write(message, type, SenderDetails.Of(area.Settings), words.Language, out _) is not { } values) return 0;
            foreach (var list in TemplateFields.Of(type).Lists) values.Add(list, []);
            return SmsSize.Fit(renderer.Render(words.Template.Body, values.Text).TrimEnd('\n')).Size.Segments;
        }
    }
}
