using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>
/// Publishes the files of areas, after the checks of check-areas: all of them or none. Hosts that serve what is published follow within two seconds.
/// </summary>
public static class PublishCommand
{
    private const int MaxReason = 300;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Option<string?>("--area") { Description = "One area, or 'national'; without it everything in the config folder." };
        var from = new Option<DirectoryInfo?>("--from") { Description = "The folder of that area; without it config/areas/CODE." };
        var backTo = new Option<int?>("--back-to") { Description = "Publish an earlier number of that area again, as a new number." };
        var reason = new Option<string>("--reason") { Description = "Why, in a sentence without anybody's name. It stays in the history.", Required = true };
        var tryOnly = new Option<bool>("--try") { Description = "Say what would be published and what is wrong, and publish nothing." };
        var command = new Command("publish", "Publish the settings, partners, follow-ups, examples and texts of areas, after checking them.")
        {
            area, from, backTo, reason, tryOnly,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(area) is null && (result.GetValue(from) is not null || result.GetValue(backTo) is not null))
                result.AddError("--from and --back-to are of one area: add --area.");
            if (result.GetValue(from) is not null && result.GetValue(backTo) is not null) result.AddError("Use --from or --back-to, not both.");
            if (result.GetValue(reason) is { } given && string.IsNullOrWhiteSpace(given)) result.AddError("--reason is empty. Say why in a sentence.");
            if (result.GetValue(reason)?.Length > MaxReason)
                result.AddError($"--reason is longer than {MaxReason.ToString(CultureInfo.InvariantCulture)} characters. Shorten it.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
            await opened.PrepareAsync(cancellationToken);
            await using var app = Publications.Host(opened, folders);
            var request = new PublishRequest(
                parsed.GetValue(area), parsed.GetValue(from)?.FullName, parsed.GetValue(backTo), parsed.GetValue(reason)!.Trim(), parsed.GetValue(tryOnly));
            return await RunAsync(app.Services, folders.Config, folders.Plugins, request, parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services, string config, string plugins, PublishRequest request, InvocationConfiguration console,
        CancellationToken cancellationToken)
    {
        var publications = services.GetRequiredService<IPublications>();
        var current = (await publications.CurrentAsync(cancellationToken)).ToDictionary(publication => publication.Area);
        var (drafts, wrong) = await DraftsAsync(publications, current, config, request, cancellationToken);
        if (wrong is not null) return await RefuseAsync(console, wrong);
        var changed = drafts.Where(draft => current.GetValueOrDefault(draft.Area)?.Sha256 != draft.Files.Sha256).ToArray();
        if (changed.Length == 0)
        {
            console.Output.WriteLine("Nothing differs from what is published.");
            return 0;
        }
        using var checkedFolder = await PublishedConfig.WithAsync(publications, [.. current.Values], changed, config, cancellationToken);
        var only = changed is [{ Area: not Area.National } one] ? one.Area : null;
        var reports = await CheckAreasCommand.InspectAsync(checkedFolder.Folder, plugins, only, TextWriter.Null);
        if (reports.Any(report => report.Status.State == AreaState.Refused || report.Errors.Any(error => !error.IsAdvice)))
        {
            CheckAreasCommand.Write(reports, console.Output);
            return await RefuseAsync(console, "Nothing was published: correct what is said above and publish again.");
        }
        foreach (var draft in changed) console.Output.WriteLine(Publications.Difference(current.GetValueOrDefault(draft.Area), draft.Area, draft.Files));
        if (request.TryOnly) return 0;
        try
        {
            foreach (var published in await PublishAsync(services, changed, request.Reason, cancellationToken))
                console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{published.Area} is published as number {published.Number}."));
            return 0;
        }
        catch (PublicationConflictException meanwhile)
        {
            return await RefuseAsync(console, meanwhile.Message);
        }
    }

    private static async Task<(IReadOnlyList<PublicationDraft> Drafts, string? Wrong)> DraftsAsync(
        IPublications publications, Dictionary<string, Publication> current, string config, PublishRequest request, CancellationToken cancellationToken)
    {
        if (request.BackTo is { } number)
        {
            var history = await publications.HistoryAsync(request.Area!, cancellationToken);
            if (history.FirstOrDefault(publication => publication.Number == number) is not { } earlier)
                return ([], $"{request.Area} has no publication number {number}. ./workwell publications --area {request.Area} lists them.");
            return ([new(request.Area!, await publications.FilesAsync(earlier, cancellationToken), history[0].Number)], null);
        }
        var areas = Path.Combine(config, "areas");
        if (request.Area is not null and not Area.National && current.Count == 0)
            return ([], "Nothing is published yet. Publish everything once, without --area: an area needs what all areas share.");
        var codes = request.Area is { } asked ? [asked]
            : Directory.EnumerateDirectories(areas).Select(folder => Path.GetFileName(folder)).Where(code => !code.StartsWith('.')).ToArray();
        if (codes.FirstOrDefault(code => !code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')) is { } strange)
            return ([], $"\"{strange}\" cannot be the code of an area: lower-case letters, digits and hyphens.");
        var drafts = new List<PublicationDraft>();
        foreach (var code in codes)
        {
            var (files, wrong) = PublicationFiles.Read(request.From ?? Path.Combine(areas, code));
            if (files is null) return ([], $"{code}: {wrong}");
            drafts.Add(new(code, files, current.GetValueOrDefault(code)?.Number ?? 0));
        }
        return (drafts, null);
    }

    private static async Task<IReadOnlyList<Publication>> PublishAsync(
        IServiceProvider services, IReadOnlyList<PublicationDraft> drafts, string reason, CancellationToken cancellationToken)
    {
        var audit = services.GetRequiredService<IAuditTrail>();
        await using var change = services.GetRequiredService<Database>().Begin(WorkCommand.Operator with { Purpose = "publish" });
        var published = await services.GetRequiredService<IPublications>().PublishAsync(change, drafts, reason, cancellationToken);
        foreach (var one in published)
            audit.Record(change, one.Area, "areas.published", Guid.Empty, JsonSerializer.Serialize(new { number = one.Number, sha256 = one.Sha256 }));
        await change.CommitAsync(cancellationToken);
        return published;
    }

    private static async Task<int> RefuseAsync(InvocationConfiguration console, string says)
    {
        await console.Error.WriteLineAsync(says);
        return 1;
    }
}

/// <summary>What to publish.</summary>
/// <param name="Area">The area's code; null for everything in the config folder.</param>
/// <param name="From">Another folder of that area.</param>
/// <param name="BackTo">An earlier number of that area.</param>
/// <param name="Reason">Why.</param>
/// <param name="TryOnly">Whether only to say what would be done.</param>
internal sealed record PublishRequest(string? Area, string? From, int? BackTo, string Reason, bool TryOnly);
