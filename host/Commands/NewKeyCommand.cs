using System.CommandLine;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Creates a service key and prints it once.</summary>
public static class NewKeyCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "The name recorded in the audit trail; not a person's name.", Required = true };
        var area = new Option<string>("--area") { Description = "The areas, separated by commas; 'all' for every area.", Required = true };
        var may = new Option<string>("--may") { Description = $"The permissions, separated by commas: {string.Join(", ", Permission.All)}.", Required = true };
        var days = new Option<int>("--days") { Description = "The number of days until it expires, 366 at most.", DefaultValueFactory = _ => 90 };
        var organisation = new Option<string?>("--organisation")
        {
            Description = $"The code of the partner organisation whose key it is. It sees and answers that organisation's referrals only, in one area, and " +
                $"may have: {string.Join(", ", Permission.OfOrganisations)}.",
        };
        var command = new Command("new-key", "Create a key for a system or an office, and print it once.") { name, area, may, days, organisation };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
            await opened.PrepareAsync(cancellationToken);
            await using var app = WorkWellHost.Build(
                new HostSettings { ConnectionString = opened.ConnectionString, ConfigFolder = folders.Config, PluginsFolder = folders.Plugins,
                Overrides = CommandLogging.Apart });
            var areas = Parts(parsed.GetValue(area)!);
            if (WhatIsUnknown(app.Services, areas, parsed.GetValue(organisation)) is { } unknown)
            {
                await Console.Error.WriteLineAsync(unknown);
                return 1;
            }
            var (secret, problem) = await app.Services.GetRequiredService<IServiceKeys>().MakeAsync(
                new NewServiceKey
                {
                    Name = parsed.GetValue(name)!,
                    Areas = areas is ["all"] ? Actor.AllAreas : areas,
                    Permissions = Parts(parsed.GetValue(may)!),
                    Lasts = TimeSpan.FromDays(Math.Clamp(parsed.GetValue(days), 0, 100_000)),
                    Organisation = parsed.GetValue(organisation),
                    MadeBy = WorkCommand.Operator with { Purpose = "new-key" },
                },
                cancellationToken);
            if (problem is not null)
            {
                await Console.Error.WriteLineAsync(problem.Says);
                return 1;
            }
            Console.WriteLine(secret);
            await Console.Error.WriteLineAsync("The key is shown only once; only its hash is stored.");
            return 0;
        });
        return command;
    }

    private static string? WhatIsUnknown(IServiceProvider services, string[] areas, string? organisation)
    {
        if (areas is ["all"]) return null;
        string[] known = [.. services.GetRequiredService<IAreaCatalogue>().Statuses.Select(status => status.Code).Append(Area.National)
            .Order(StringComparer.Ordinal)];
        if (areas.FirstOrDefault(code => !known.Contains(code)) is { } wrong) return $"There is no area '{wrong}'. The areas are: {string.Join(", ", known)}.";
        if (organisation is null || areas is not [var one]) return null;
        var organisations = services.GetRequiredService<IPartnerDirectory>().Organisations(one).Select(partner => partner.Code).ToArray();
        return organisations.Contains(organisation) ? null
            : $"There is no organisation '{organisation}' in {one}. The organisations are: {string.Join(", ", organisations.Order(StringComparer.Ordinal))}.";
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
