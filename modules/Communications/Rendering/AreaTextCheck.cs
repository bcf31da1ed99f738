using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;
using WorkWell.Communications.Texts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Rendering;

/// <summary>
/// Checks an area's texts before it serves. Missing English for a message, reason or question refuses the area, because people would get no answer. A missing,
/// unapproved or outdated translation is advice: people get English meanwhile.
/// </summary>
internal sealed class AreaTextCheck(TemplateLibrary library, ApprovalPolicy approvals) : IAreaCheck
{
    /// <summary>A text message with more parts is worth shortening.</summary>
    private const int ManySegments = 3;

    /// <summary>Reasons in a sample; few people get more.</summary>
    private const int ManyReasons = 3;

    public string Name => "texts";

    public bool KeepsFromServing => false;

    public IEnumerable<ValidationError> Check(Area area, string configFolder)
    {
        var folder = Path.Combine(configFolder, "areas");
        var texts = Path.GetFullPath(folder) == Path.GetFullPath(library.Folder) ? library.Reload()
            : TemplateLibrary.ReadFolder(folder, MessageRehearsal.FindError);
        return [.. Errors(area.Code, texts), .. Sender(area), .. Messages(area, texts, configFolder), .. Reasons(area, texts), .. Questions(area, texts),
            .. Approval(area, texts)];
    }

    private static IEnumerable<ValidationError> Errors(string area, TemplateSet texts) =>
        texts.Errors.Where(error => error.Place == area || error.Place == Area.National).Select(error =>
            new ValidationError($"config/areas/{error.File}", error.Line > 0 ? error.Line : null, error.Message)
            {
                IsAdvice = error.Place != area || error.HasLastGood,
            });

    private static IEnumerable<ValidationError> Sender(Area area)
    {
        var sender = SenderDetails.Of(area.Settings);
        var english = new LanguageFacts { Name = "", Date = "d", Lengths = new Dictionary<string, IReadOnlyDictionary<string, string>>() };
        if (FieldText.Write(FieldKind.Link, sender.Web, english) is null)
            yield return new($"config/areas/{area.Code}/area.json", null,
            "'contact.web' is not a web address that can stand in a message: write https:// and the address.");
    }

    private static IEnumerable<ValidationError> Messages(Area area, TemplateSet texts, string configFolder)
    {
        foreach (var taken in area.Settings.Messages.Where(message => MessageTypes.Find(message.Code) is not null))
            yield return new($"config/areas/{area.Code}/area.json", LineOf(area, taken, configFolder),
                $"messages: \"{taken.Code}\" is the code of a national message. Choose another.");
        var samples = new SampleMessages(area, texts);
        var types = MessageTypes.Of(area.Settings).ToArray();
        foreach (var language in Languages(area))
        {
            var missing = new List<string>();
            foreach (var type in types)
            {
                foreach (var channel in type.Channels)
                {
                    var words = texts.Choose(area.Code, language, type, channel, [], onlyApproved: false);
                    if (words is null || words.Language.Tag != language) missing.Add($"{type.Code} by {channel.ToString().ToLowerInvariant()}");
                    else if (samples.FindError(type, channel, words) is { } error) yield return error;
                }
            }
            var what = missing.Count == types.Sum(type => type.Channels.Count) ? "any message" : string.Join(", ", missing);
            if (missing.Count > 0)
                yield return new($"config/areas/{area.Code}/templates/{language}", null,
                $"There are no words in '{language}' for {what}.") { IsAdvice = language != TemplateSet.LastResort };
        }
    }

    private static int? LineOf(Area area, OwnMessage message, string configFolder)
    {
        var lines = JsonFile.Read<AreaSettings>(Path.Combine(configFolder, "areas", area.Code, "area.json"), "area.json", "sdk").Lines;
        var at = area.Settings.Messages.ToList().IndexOf(message);
        return lines.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"messages[{at}].code"), out var line) ? line : null;
    }

    private static IEnumerable<ValidationError> Reasons(Area area, TemplateSet texts)
    {
        var (told, forStaff) = ReasonCodeDiscovery.Codes(area);
        foreach (var language in Languages(area))
        {
            if (texts.FactsOf(area.Code, language) is not { } facts) continue;
            var isEnglish = language == TemplateSet.LastResort;
            var needed = isEnglish ? told.Concat(forStaff) : told;
            var renderer = ScribanRenderer.OfThisThread;
            var missing = needed.Where(reason => texts.ReasonsFor(area.Code, language, reason.Code, onlyApproved: false) is not { } words
                || ReasonPhrases.Write(words, reason, facts, area.Settings.ServiceName, renderer) is null).ToArray();
            if (missing.Length == 0) continue;
            var isOnlyForStaff = missing.All(reason => !told.Contains(reason));
            yield return new($"config/areas/{area.Code}/templates/{language}/reasons.json", null,
                $"There are no words in '{language}' for the reasons: {string.Join(", ", missing.Select(reason => reason.Code))}.")
            {
                IsAdvice = !isEnglish || isOnlyForStaff,
            };
        }
    }

    private static IEnumerable<ValidationError> Questions(Area area, TemplateSet texts)
    {
        foreach (var language in Languages(area))
        {
            var worded = area.ExtraQuestions.Select(question => (Question: question,
                Words: texts.QuestionFor(area.Code, language, question.Code, onlyApproved: false) is var (words, facts) && facts.Tag == language
                    ? words : null))
                .ToArray();
            var missing = worded.SelectMany(one => Missing(one.Question, one.Words)).ToArray();
            if (missing.Length > 0) yield return At(language, $"There are no words in '{language}' for: {string.Join(", ", missing)}.");
            var oneSided = worded.Where(one => one.Words is { Them: null } && IsAskedAboutThem(one.Question)).Select(one => one.Question.Code).ToArray();
            if (oneSided.Length == 0) continue;
            var loss = language == TemplateSet.LastResort ? "is not asked" : "is asked in English at most";
            yield return At(language, $"Whoever refers somebody {loss}: {string.Join(", ", oneSided)}. Add \"them\" with the words for them.") with
            {
                IsAdvice = true,
            };
        }

        ValidationError At(string language, string says) => new($"config/areas/{area.Code}/templates/{language}/questions.json", null, says)
        {
            IsAdvice = language != TemplateSet.LastResort,
        };

        bool IsAskedAboutThem(ExtraQuestion question) =>
            (question.ReferralSources.Count == 0 ? area.Settings.ReferralSources : question.ReferralSources).Any(source => source != ReferralSource.Self);

        static IEnumerable<string> Missing(ExtraQuestion question, QuestionText? words) =>
            words is null ? [question.Code] : question.Options.Where(option => !words.Options.ContainsKey(option))
            .Select(option => $"{question.Code}/{option}");
    }

    private IEnumerable<ValidationError> Approval(Area area, TemplateSet texts)
    {
        var isRequired = approvals.RequiredIn(area.Code);
        foreach (var language in Languages(area))
        {
            // An area's own texts and the national ones together are the language people see.
            LanguageTexts?[] folders = [texts.Find(area.Code, language), texts.Find(Area.National, language)];
            var statuses = folders.OfType<LanguageTexts>().SelectMany(folder => TextApprovals.Statuses(folder, texts)).ToArray();
            var file = $"config/areas/{(folders[0] is null ? Area.National : area.Code)}/templates/{language}/approvals.json";
            var unapproved = statuses.Count(text => text.State != TextState.Approved);
            if (unapproved > 0) yield return Advice(
                $"{unapproved} of {statuses.Length} texts in '{language}' are approved by nobody yet. {Consequence(language)}");
            if (Named(text => text.State == TextState.ChangedSinceApproval) is { Length: > 0 } changed)
                yield return Advice($"Changed since they were approved: {changed}.");
            if (Named(text => text.IsBehindEnglish) is { Length: > 0 } behind) yield return Advice($"Translated from an older English text: {behind}.");

            ValidationError Advice(string says) => new(file, null, says) { IsAdvice = true };
            string Named(Func<ApprovalStatus, bool> which) => string.Join(", ", statuses.Where(which).Select(text => $"{text.Place}/{text.Text}"));
        }

        string Consequence(string language) =>
            language == TemplateSet.LastResort ? "English is sent all the same, because a person who is owed an answer gets one."
            : isRequired ? "Until they are, people get English (Communications:RequireApproval is on)."
            : "They are sent as drafts (Communications:RequireApproval is off for this area).";
    }

    private static IEnumerable<string> Languages(Area area) => area.Settings.Languages.Append(TemplateSet.LastResort).Distinct();

    private static string FileOf(MessageWords words) =>
        $"config/areas/{words.Version[..words.Version.IndexOf('/', StringComparison.Ordinal)]}/templates{words.Version[
        words.Version.IndexOf('/', StringComparison.Ordinal)..words.Version.IndexOf('@', StringComparison.Ordinal)]}{TemplateFile.Extension}";

    /// <summary>
    /// Renders every message as it would be sent: once with all fields, and once with only the required ones.
    /// </summary>
    private sealed class SampleMessages(Area area, TemplateSet texts)
    {
        // Refused files and wrong contact details have errors of their own.
        private static readonly string[] ReportedElsewhere = ["communications.text-refused", "communications.bad-field"];

        private readonly SenderDetails sender = SenderDetails.Of(area.Settings);
        private readonly IReadOnlyList<Reason> told = ReasonCodeDiscovery.Codes(area).Told;

        public ValidationError? FindError(MessageType type, Channel channel, MessageWords words)
        {
            var parts = 0;
            foreach (var isFull in new[] { true, false })
            {
                var outcome = MessageRenderer.Render(
                    texts, Message(type, words.Language, isFull), type, new ChannelChoice(channel, "sample", null), sender, onlyApproved: false);
                if (outcome is RenderOutcome.Failed failed && !ReportedElsewhere.Contains(failed.Problem.Code))
                    return new(FileOf(words), null, $"Nobody could be sent this: {failed.Problem.Says}");
                if (outcome is RenderOutcome.Rendered { Message.Sms.Segments: var segments }) parts = Math.Max(parts, segments);
            }
            return parts > ManySegments
                ? new(FileOf(words), null, $"The text message takes {parts} parts for this area; more than {ManySegments} is long.") { IsAdvice = true } : null;
        }

        private MessageToRender Message(MessageType type, LanguageFacts language, bool isFull) => new()
        {
            Area = area.Code,
            Type = type.Code,
            Card = type.For == Recipient.Participant
            ? new ContactDetails { PersonId = Guid.Empty, GivenName = "Amira", FullName = "Amira O'Neill", Language = language.Tag, Contact = new() } : null,
            Language = language.Tag,
            Fields = type.Fields.Where(field => isFull || !field.IsOptional).ToDictionary(field => field.Name, field => field.Sample),
            Reasons = type.ListsReasons && isFull ? WithWords(language) : [],
        };

        // Missing reasons have an error of their own.
        private IReadOnlyList<Reason> WithWords(LanguageFacts language) =>
            [.. told.Where(reason => texts.ReasonsFor(area.Code, language.Tag, reason.Code, onlyApproved: false) is { } words
                && ReasonPhrases.Write(words, reason, language, sender.ServiceName, ScribanRenderer.OfThisThread) is not null).Take(ManyReasons)];
    }
}
