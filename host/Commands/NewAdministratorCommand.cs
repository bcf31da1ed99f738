using System.CommandLine;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Invites an administrator of an area, or an operator, and prints the link once.</summary>
public static class NewAdministratorCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Their given and family name.", Required = true };
        var email = new Option<string>("--email") { Description = "Their own work address.", Required = true };
        var area = new Option<string?>("--area") { Description = "The code of the area they administer. Leave it out for an operator of the whole service." };
        var command = new Command("new-administrator", "Invite the first administrator of an area, or an operator of the service, and print the link once.")
        {
            name, email, area,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = HostFolders.Find();
            await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
            await opened.PrepareAsync(cancellationToken);
            await using var app = WorkWellHost.Build(
                new HostSettings { ConnectionString = opened.ConnectionString, ConfigFolder = folders.Config, PluginsFolder = folders.Plugins,
                Overrides = CommandLogging.Apart });
            var (address, wrong) = EmailAddress.Read(parsed.GetValue(email));
            if (address is null || wrong is not null) return await RefuseAsync("This is not an e-mail address: write it as name@example.nhs.uk.");
            var known = app.Services.GetRequiredService<IAreaCatalogue>().Statuses.Select(status => status.Code).Order(StringComparer.Ordinal).ToArray();
            if (parsed.GetValue(area) is { } code && !known.Contains(code))
                return await RefuseAsync($"There is no area '{code}'. The areas are: {string.Join(", ", known)}.");
            var (path, problem) = await app.Services.GetRequiredService<IAdministratorInvitations>().InviteAdministratorAsync(
                WorkCommand.Operator with { Purpose = "new-administrator" }, parsed.GetValue(name)!, address, parsed.GetValue(area), cancellationToken);
            if (problem is not null) return await RefuseAsync(problem.Says);
            if (path is null)
            {
                await Console.Error.WriteLineAsync("They have an account already and hold the role now.");
                return 0;
            }
            var publicAddress = app.Configuration["PublicAddress"];
            Console.WriteLine(publicAddress is { Length: > 0 } ? new Uri(new Uri(publicAddress), path).ToString() : path);
            await Console.Error.WriteLineAsync(
                "The link is shown only once and works for seven days. Give it to them yourself" +
                (publicAddress is { Length: > 0 } ? "." : "; it begins with the address of your service (PublicAddress is not set)."));
            return 0;
        });
        return command;
    }

    private static async Task<int> RefuseAsync(string says)
    {
        await Console.Error.WriteLineAsync(says);
        return 1;
    }
}
