using System.CommandLine;
using WorkWell.Access.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Revokes a service key, on every host at once.</summary>
public static class RevokeKeyCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The key's name, as ./workwell keys shows it." };
        var command = new Command("revoke-key", "Revoke a key, on every host at once. The audit trail records who did it.") { name };
        command.SetAction((parsed, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var by = WorkCommand.Operator with { Purpose = "revoke-key" };
            if (await services.GetRequiredService<IServiceKeys>().RevokeAsync(by, parsed.GetValue(name)!, cancellationToken))
            {
                Console.WriteLine("Revoked. The key opens nothing any more.");
                return 0;
            }
            await Console.Error.WriteLineAsync("No key of this name works. ./workwell keys lists them.");
            return 1;
        }, cancellationToken));
        return command;
    }
}
