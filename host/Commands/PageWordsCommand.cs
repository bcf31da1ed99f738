using System.CommandLine;
using System.Globalization;
using WorkWell.Ui.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Lists page texts that are missing, out of date or not approved, by language, and records updates and approvals.</summary>
public static class PageWordsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("page-words", "Show which page texts are missing, out of date or not approved; record that they are up to date or approved.");
        var all = new Option<bool>("--all") { Description = "Also list every text that is missing, out of date or not approved, one per line." };
        command.Add(all);
        command.Add(Seen());
        command.Add(Approve());
        command.SetAction(parsed => Report(Folder(HostFolders.Find().Config), parsed.GetValue(all), parsed.InvocationConfiguration.Output) ? 0 : 1);
        return command;
    }

    /// <summary>Lists the problems of the page texts.</summary>
    /// <param name="folder">The folder of the texts.</param>
    /// <param name="all">Whether to list each text besides the counts.</param>
    /// <param name="to">The output.</param>
    /// <returns>Whether the texts can be used.</returns>
    public static bool Report(string folder, bool all, TextWriter to)
    {
        TextReview review;
        try
        {
            review = TextReview.Read(folder);
        }
        catch (InvalidOperationException wrong)
        {
            to.WriteLine($"page texts: {wrong.Message}");
            return false;
        }
        var (errors, evidenceLevel) = review.Check();
        foreach (var language in evidenceLevel)
        {
            var own = errors.Where(finding => finding.Language == language.Language.Tag).ToLookup(finding => finding.State);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"page texts, {language.Language.EnglishName} ({language.Language.Tag}): {language.Texts} texts, {own[TextState.Missing]
                .Count()} missing, {own[TextState.OutOfDate].Count()} out of date, {own[TextState.Drafted]
                .Count()} not approved, {language.Approved} approved"));
            if (!all) continue;
            foreach (var finding in own[TextState.Missing]) to.WriteLine($"  missing      {finding.Key}");
            foreach (var finding in own[TextState.OutOfDate]) to.WriteLine($"  out of date  {finding.Key}");
            foreach (var finding in own[TextState.Drafted]) to.WriteLine($"  not approved {finding.Key}");
        }
        if (!all && errors.Count > 0) to.WriteLine("Each text by name: ./workwell page-words --all");
        foreach (var error in review.Faults) to.WriteLine($"  error  config/texts/{error}");
        return review.Faults.Count == 0;
    }

    /// <summary>The folder of the page texts.</summary>
    /// <param name="config">The config folder.</param>
    /// <returns>The path.</returns>
    public static string Folder(string config) => Path.Combine(config, "texts");

    private static Command Seen()
    {
        var (language, file) = (Language(), File());
        var command = new Command("seen", "Record that a language's texts are translations of the current English.") { language, file };
        command.SetAction(parsed => Note(parsed.GetValue(language)!, parsed.GetValue(file), null, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static Command Approve()
    {
        var (language, file) = (Language(), File());
        var by = new Option<string>("--by") { Description = "The approver's given and family name.", Required = true };
        var command = new Command("approve", "Record that a speaker of the language approved the current texts.") { language, file, by };
        command.SetAction(parsed =>
            Note(parsed.GetValue(language)!, parsed.GetValue(file), (parsed.GetValue(by)!, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Note(string language, string? file, (string By, DateOnly On)? approval, TextWriter to)
    {
        try
        {
            var folder = Folder(HostFolders.Find().Config);
            return FolderAccess.Write(folder, to, () =>
            {
                var noted = TextReview.Read(folder).Note(language, file, approval);
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{noted} texts recorded."));
                return 0;
            });
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
