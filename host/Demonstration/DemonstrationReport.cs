using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Demonstration;

/// <summary>The demonstration's report, as text and as JSON.</summary>
internal static class DemonstrationReport
{
    public static void Print(TextWriter output, IReadOnlyList<ReferralStory> stories)
    {
        foreach (var story in stories) Print(output, story);
        output.WriteLine();
        output.WriteLine("In all");
        foreach (var (name, value) in Totals(stories)) output.WriteLine($"  {name,-24}{value}");
    }

    public static JsonObject AsData(IReadOnlyList<ReferralStory> stories) => new()
    {
        ["referrals"] = new JsonArray([.. stories.Select(AsData)]),
        ["totals"] = Totals(stories),
    };

    public static string ToText(JsonObject data) =>
        data.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static void Print(TextWriter output, ReferralStory story)
    {
        var (posted, answer) = (story.Posted, story.Posted.Answer);
        output.WriteLine();
        output.WriteLine($"{posted.Number}. {posted.Given.Note}");
        output.WriteLine($"   {posted.Reference}  door: {posted.Given.ReferralSource}  area: {story.Summary.Area}  {Time(posted.At)}");
        output.WriteLine($"   {(string)answer["outcome"]!}{(answer["next"] is { } next ? $", next: {(string)next!}" : "")}");
        foreach (var reason in answer["reasons"]!.AsArray().Concat(answer["advice"]!.AsArray()))
            output.WriteLine($"     - {(string)reason!["code"]!}: {(string)reason["words"]!}");
        if (answer["partner"] is JsonObject partner) output.WriteLine($"   partner: {(string)partner["name"]!}");
        foreach (var other in answer["alternativeAreas"]!.AsArray()) output.WriteLine($"   may help instead: {(string)other!["service"]!}");
        foreach (var note in answer["notes"]!.AsArray()) output.WriteLine($"   noted: {(string)note!["words"]!}");
        if (posted.Given.Repeats is { } first)
        {
            output.WriteLine($"   a repeat of {first}: same reference, nothing new");
            return;
        }
        var lines = story.Messages.Select(Line)
            .Concat(story.FollowUps.Where(followUp => followUp.Message is null).Select(Line))
            .Concat(posted.Deeds.Select(action => (action.At, Text: $"action: {action.Done}")))
            .OrderBy(line => line.At);
        foreach (var (at, text) in lines) output.WriteLine($"   {Time(at)}  {text}");
        if (story.Messages.FirstOrDefault(message => message.Content is not null && message.PersonId is not null) is { Content: { } sent })
            output.WriteLine(Indent($"{(sent.Subject is null ? "" : sent.Subject + "\n")}{sent.Text}"));
    }

    private static (DateTimeOffset At, string Text) Line(MessageView message) => message.Content is { } sent
        ? (sent.At, $"{Name(sent.Channel)} {message.Type} ({sent.Language})")
        : (message.EndedAt ?? message.DueAt, $"not sent: {message.Type}, {Name(message.State)}{(message.Reason is null ? "" : $" ({message.Reason})")}");

    private static (DateTimeOffset At, string Text) Line(FollowUp followUp) => (followUp.DoneAt ?? followUp.DueAt, followUp.Outcome switch
    {
        FollowUpOutcome.Done => $"task for the team: {followUp.Task}",
        FollowUpOutcome.Due => $"to come: {followUp.Step}",
        _ => $"{Name(followUp.Outcome)}: {followUp.Step}",
    });

    private static JsonObject AsData(ReferralStory story) => new()
    {
        ["reference"] = story.Posted.Reference,
        ["area"] = story.Summary.Area,
        ["referralSource"] = story.Posted.Given.ReferralSource,
        ["note"] = story.Posted.Given.Note,
        ["repeats"] = story.Posted.Given.Repeats,
        ["outcome"] = (string)story.Posted.Answer["outcome"]!,
        ["reasons"] = Codes(story, "reasons"),
        ["advice"] = Codes(story, "advice"),
        ["next"] = story.Posted.Answer["next"]?.DeepClone(),
        ["partner"] = story.Posted.Answer["partner"]?["name"]?.DeepClone(),
        ["language"] = (string?)story.Posted.Given.Referral["person"]?["language"] ?? "en",
        ["messages"] = new JsonArray([.. story.Messages.Where(message => message.Content is not null).Select(message => new JsonObject
        {
            ["type"] = message.Type,
            ["channel"] = Name(message.Content!.Channel),
            ["language"] = message.Content.Language,
            ["at"] = Instant(message.Content.At),
            ["subject"] = message.Content.Subject,
            ["text"] = message.Content.Text,
        })]),
        ["notSent"] = new JsonArray(
        [.. story.Messages.Where(message => message.Content is null)
        .Select(message => new JsonObject { ["type"] = message.Type, ["state"] = Name(message.State), ["reason"] = message.Reason })]),
        ["followUps"] = new JsonArray([.. story.FollowUps.Select(followUp => new JsonObject
        {
            ["type"] = followUp.Step,
            ["dueAt"] = Instant(followUp.DueAt),
            ["doneAt"] = followUp.DoneAt is { } done ? Instant(done) : null,
            ["outcome"] = Name(followUp.Outcome),
        })]),
    };

    private static JsonArray Codes(ReferralStory story, string list) =>
        new([.. story.Posted.Answer[list]!.AsArray().Select(reason => reason!["code"]!.DeepClone())]);

    private static JsonObject Totals(IReadOnlyList<ReferralStory> stories)
    {
        var own = stories.Where(story => story.Posted.Given.Repeats is null).ToArray();
        var sent = own.SelectMany(story => story.Messages).Where(message => message.Content is not null).ToArray();
        return new JsonObject
        {
            ["posts"] = stories.Count,
            ["referrals"] = own.Length,
            ["eligible"] = own.Count(story => (string)story.Posted.Answer["outcome"]! == "eligible"),
            ["needsReview"] = own.Count(story => (string)story.Posted.Answer["outcome"]! == "needs-review"),
            ["notEligible"] = own.Count(story => (string)story.Posted.Answer["outcome"]! == "not-eligible"),
            ["areas"] = own.Select(story => story.Summary.Area).Distinct().Count(),
            ["referralSources"] = own.Select(story => story.Posted.Given.ReferralSource).Distinct().Count(),
            ["messagesSent"] = sent.Length,
            ["emails"] = sent.Count(message => message.Content!.Channel == People.Contracts.Channel.Email),
            ["texts"] = sent.Count(message => message.Content!.Channel == People.Contracts.Channel.Sms),
            ["letters"] = sent.Count(message => message.Content!.Channel == People.Contracts.Channel.Letter),
            ["followUpsDone"] = own.SelectMany(story => story.FollowUps).Count(followUp => followUp.Outcome == FollowUpOutcome.Done),
        };
    }

    private static string Time(DateTimeOffset at) => LondonTime.Local(at).ToString("ddd d MMM yyyy HH:mm", CultureInfo.GetCultureInfo("en-GB"));

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Name<T>(T value)
        where T : struct, Enum => StoredKeys<T>.Of(value);

    private static string Indent(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0).Select(line => "      | " + line));
}
