using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WorkWell.Communications.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Lists which message texts are approved, and records drafts and approvals beside the texts.</summary>
public static class TextsCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("texts", "Show which message texts are approved; record drafts and approvals.");
        command.Add(List());
        command.Add(Draft());
        command.Add(Approve());
        command.SetAction((_, _) => WithTextsAsync((texts, _) => Show(texts, null)));
        return command;
    }

    private static Command List()
    {
        var place = Place();
        var command = new Command("list", "List every text, one per line.") { place };
        command.SetAction((parsed, _) => WithTextsAsync((texts, _) => Show(texts, parsed.GetValue(place))));
        return command;
    }

    private static Command Draft()
    {
        var (place, language, names) = (Place(), Language(), Names());
        var command = new Command(
            "draft", "Record that texts were written or changed, and the English they translate. Without names: all unrecorded texts.") { place, language,
            names };
        command.SetAction((parsed, _) => WithTextsAsync((texts, today) =>
        {
            var recorded = texts.Draft(parsed.GetValue(place)!, parsed.GetValue(language)!, parsed.GetValue(names) ?? [], today);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recorded} drafts recorded."));
            return 0;
        }));
        return command;
    }

    private static Command Approve()
    {
        var (place, language, names) = (Place(), Language(), Names());
        var by = new Option<string>("--by") { Description = "The approver's given and family name.", Required = true };
        var command = new Command("approve", "Record that a person approved the current texts.") { place, language, by, names };
        command.SetAction((parsed, _) => WithTextsAsync((texts, today) =>
        {
            var wrong = texts.Approve(parsed.GetValue(place)!, parsed.GetValue(language)!, parsed.GetValue(names) ?? [], parsed.GetValue(by)!, today);
            Console.WriteLine(wrong ?? "Recorded.");
            return wrong is null ? 0 : 1;
        }));
        return command;
    }

    private static Option<string> Place() => new("--area") { Description = "The area's code.", DefaultValueFactory = _ => "national" };

    private static Option<string> Language() => new("--language") { Description = "The language's tag, such as gu.", Required = true };

    private static Argument<string[]> Names() => new("texts") { Description = "Names of texts, such as one-time-code.sms.", Arity = ArgumentArity.ZeroOrMore };

    private static int Show(ITextApprovals texts, string? place)
    {
        var all = texts.All();
        foreach (var folder in all.GroupBy(text => (text.Place, text.Language)))
        {
            var approved = folder.Count(text => text.State == TextState.Approved);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{folder.Key.Place}/{folder.Key.Language}: {approved} of {folder.Count()} approved"));
            if (folder.Key.Place != place) continue;
            foreach (var text in folder)
                Console.WriteLine($"  {text.Text}  {text.State}  {text.On:yyyy-MM-dd}  {text.By}{(
                text.IsBehindEnglish ? "  (the English has changed since)" : "")}".TrimEnd());
        }
        return 0;
    }

    // Texts are files, so no database is opened.
    private static async Task<int> WithTextsAsync(Func<ITextApprovals, DateOnly, int> work)
    {
        var folders = HostFolders.Find();
        await using var app = WorkWellHost.Assemble(new HostSettings
        {
            ConnectionString = "Host=localhost;Port=1;Database=none",
            ConfigFolder = folders.Config,
            PluginsFolder = folders.Plugins,
            Replace = services => services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance),
        });
        var today = DateOnly.FromDateTime(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        return FolderAccess.Write(folders.Config, Console.Out, () => work(app.Services.GetRequiredService<ITextApprovals>(), today));
    }
}
