using System.CommandLine;
using System.Globalization;
using WorkWell.Ui.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Which words of pages are missing, out of date or not approved, by language, and the recording of both.</summary>
public static class PageWordsCommand
{
    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("page-words", "Show which words of pages are missing, out of date or not approved; record that they are up to date or approved.");
        var all = new Option<bool>("--all") { Description = "Every text that nobody has approved too, one to a line." };
        command.Add(all);
        command.Add(Seen());
        command.Add(Approve());
        command.SetAction(parsed => Report(Folder(HostFolders.Find().Config), parsed.GetValue(all), parsed.InvocationConfiguration.Output) ? 0 : 1);
        return command;
    }

    /// <summary>Lists what is wrong with the words of pages.</summary>
    /// <param name="folder">The folder of the words.</param>
    /// <param name="all">Whether texts that are only not approved are listed too.</param>
    /// <param name="to">Where it is written.</param>
    /// <returns>Whether the words can be used.</returns>
    public static bool Report(string folder, bool all, TextWriter to)
    {
        TextReview review;
        try
        {
            review = TextReview.Read(folder);
        }
        catch (InvalidOperationException wrong)
        {
            to.WriteLine($"words of pages: {wrong.Message}");
            return false;
        }
        var (findings, standing) = review.Check();
        foreach (var language in standing)
        {
            var own = findings.Where(finding => finding.Language == language.Language.Tag).ToLookup(finding => finding.State);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"words of pages, {language.Language.EnglishName} ({language.Language.Tag}): {language.Texts} texts, {own[TextState.Missing].Count()} missing, {own[TextState.OutOfDate].Count()} out of date, {own[TextState.Drafted].Count()} not approved, {language.Approved} approved"));
            foreach (var finding in own[TextState.Missing]) to.WriteLine($"  missing      {finding.Key}");
            foreach (var finding in own[TextState.OutOfDate]) to.WriteLine($"  out of date  {finding.Key}");
            if (all) foreach (var finding in own[TextState.Drafted]) to.WriteLine($"  not approved {finding.Key}");
        }
        foreach (var fault in review.Faults) to.WriteLine($"  error  config/texts/{fault}");
        return review.Faults.Count == 0;
    }

    /// <summary>The folder of the words of pages.</summary>
    /// <param name="config">The config folder.</param>
    /// <returns>The path.</returns>
    public static string Folder(string config) => Path.Combine(config, "texts");

    private static Command Seen()
    {
        var (language, file) = (Language(), File());
        var command = new Command("seen", "Record that the words of a language are a translation of the English of today.") { language, file };
        command.SetAction(parsed => Note(parsed.GetValue(language)!, parsed.GetValue(file), null, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command Approve()
    {
        var (language, file) = (Language(), File());
        var by = new Option<string>("--by") { Description = "The person who approves: given and family name.", Required = true };
        var command = new Command("approve", "Record that a person who speaks the language agreed to the words exactly as they are now.") { language, file, by };
        command.SetAction(parsed => Note(parsed.GetValue(language)!, parsed.GetValue(file), (parsed.GetValue(by)!, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Note(string language, string? file, (string By, DateOnly On)? approval, TextWriter to)
    {
        try
        {
            var noted = TextReview.Read(Folder(HostFolders.Find().Config)).Note(language, file, approval);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{noted} texts recorded."));
            return 0;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            to.WriteLine(wrong.Message);
            return 1;
        }
    }

    private static Argument<string> Language() => new("language") { Description = "The language's tag, such as gu." };

    private static Option<string?> File() => new("--file") { Description = "Only the texts of one file, such as safety." };
}
